package io.azbatch.operator.image.preflight;

import static io.azbatch.operator.image.preflight.Preflight.when;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.MachineSight;
import io.azbatch.operator.image.pass.VhdSourceSight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether an existing definition takes what the source is: none of this can be changed on one. */
final class DefinitionChecks {

    private DefinitionChecks() {}

    static Optional<Objection> fits(ImageSnapshot snapshot) {
        return definition(snapshot).flatMap(definition -> {
            List<String> differences = new ArrayList<>();
            compare(differences, "OS state", definition.osState(), "Generalized");
            switch (snapshot.source()) {
                case MachineSight seen ->
                    seen.found().ifPresent(machine -> compare(differences, definition, seen, machine));
                case VhdSourceSight seen -> compare(differences, definition, seen);
            }
            return when(
                    !differences.isEmpty(),
                    ImageReason.DefinitionMismatch,
                    "image definition " + definition.id().name() + " does not fit the source: "
                            + String.join("; ", differences)
                            + ". These can not be changed on a definition: name another one in save.gallery.definition");
        });
    }

    private static void compare(
            List<String> differences, Definition definition, MachineSight seen, VirtualMachine machine) {
        compare(
                differences,
                "OS type",
                definition.osType().name(),
                machine.osType().name());
        seen.generation()
                .ifPresent(generation -> compare(
                        differences, "generation", definition.generation().name(), generation.name()));
        seen.architecture()
                .ifPresent(
                        architecture -> compare(differences, "architecture", definition.architecture(), architecture));
        securityType(definition, machine).ifPresent(differences::add);
    }

    private static void compare(List<String> differences, Definition definition, VhdSourceSight seen) {
        compare(
                differences,
                "OS type",
                definition.osType().name(),
                seen.os().type().name());
        compare(
                differences,
                "generation",
                definition.generation().name(),
                seen.os().generation().name());
        compare(
                differences,
                "architecture",
                definition.architecture(),
                seen.os().architecture());
    }

    private static void compare(List<String> differences, String what, String definition, String source) {
        if (!definition.equalsIgnoreCase(source)) {
            differences.add(what + " is " + definition + ", the source's " + source);
        }
    }

    /** A definition without the feature takes standard machines only; the "Supported" values take both kinds. */
    private static Optional<String> securityType(Definition definition, VirtualMachine machine) {
        String machineType = machine.securityType().orElse("Standard");
        String definitionType = definition.securityType().orElse("Standard");
        boolean fits = definitionType.equalsIgnoreCase(machineType)
                || definitionType.equalsIgnoreCase(machineType + "Supported")
                || (machineType.equals("Standard") && definitionType.endsWith("Supported"))
                || definitionType.equalsIgnoreCase("TrustedLaunchAndConfidentialVmSupported");
        return fits
                ? Optional.empty()
                : Optional.of("security type is " + definitionType + ", the source's " + machineType);
    }

    static Optional<Objection> purchasePlan(ImageSnapshot snapshot) {
        return definition(snapshot)
                .flatMap(definition -> MachineChecks.machine(
                        snapshot,
                        (seen, machine) -> when(
                                machine.plan().isPresent() && !machine.plan().equals(definition.plan()),
                                ImageReason.PurchasePlanMissing,
                                "virtual machine has purchase plan "
                                        + machine.plan()
                                                .map(plan ->
                                                        plan.publisher() + ":" + plan.product() + ":" + plan.name())
                                                .orElse("")
                                        + " and image definition "
                                        + definition.id().name()
                                        + " does not carry it, so nodes could not boot: name another definition, it is"
                                        + " made with the plan when save.gallery.create is true")));
    }

    private static Optional<Definition> definition(ImageSnapshot snapshot) {
        return snapshot.gallery().flatMap(seen -> seen.definition().found());
    }
}
