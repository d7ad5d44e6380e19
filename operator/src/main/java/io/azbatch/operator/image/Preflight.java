package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.api.v1beta1.PreflightRule;
import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is checked of a source machine before anything is done to it: a list of named rules, each with its own reason
 * and a message that says what to do. The first objection counts. Sources: "Use the Azure Compute Gallery to create a
 * custom image pool" (Batch documentation) for what an image must fulfil, "Troubleshoot shared images" for the rules of
 * a definition.
 */
final class Preflight {

    /** An objection: the machine can not become the image as things are. */
    record Objection(ImageReason reason, String message) {}

    private record Rule(PreflightRule name, ImageReason reason, Check check) {}

    @FunctionalInterface
    private interface Check {
        /** What is wrong and what to do; empty when nothing is. */
        Optional<String> objection(ImageSnapshot snapshot, VirtualMachine machine);
    }

    private static final List<Rule> RULES = List.of(
            new Rule(PreflightRule.ManagedOsDisk, ImageReason.UnmanagedOsDisk, Preflight::managedOsDisk),
            new Rule(PreflightRule.SameSubscription, ImageReason.DifferentSubscription, Preflight::sameSubscription),
            new Rule(PreflightRule.SameRegion, ImageReason.DifferentRegion, Preflight::sameRegion),
            new Rule(PreflightRule.NoExtensions, ImageReason.ExtensionsInstalled, Preflight::noExtensions),
            new Rule(PreflightRule.NoDiskEncryption, ImageReason.DiskEncrypted, Preflight::noDiskEncryption),
            new Rule(PreflightRule.DefinitionFits, ImageReason.DefinitionMismatch, Preflight::definitionFits),
            new Rule(PreflightRule.PurchasePlanCarried, ImageReason.PurchasePlanMissing, Preflight::purchasePlan));

    private Preflight() {}

    /** The first rule that objects and that the user has not switched off. A foreign claim can not be switched off. */
    static Optional<Objection> objection(ImageSnapshot snapshot, VirtualMachine machine) {
        Optional<Objection> claimed = notClaimed(snapshot, machine);
        return claimed.isPresent()
                ? claimed
                : RULES.stream()
                        .filter(rule -> !snapshot.spec().skippedRules().contains(rule.name()))
                        .flatMap(rule -> rule
                                .check()
                                .objection(snapshot, machine)
                                .map(message -> new Objection(rule.reason(), message))
                                .stream())
                        .findFirst();
    }

    /** What does not stop the build but should be known. */
    static Optional<String> warning(ImageSnapshot snapshot) {
        if (snapshot.spec().skippedRules().contains(PreflightRule.TemporaryDisk)) {
            return Optional.empty();
        }
        return snapshot.vmSize()
                .found()
                .filter(size -> size.temporaryDiskMb().filter(mb -> mb == 0).isPresent())
                .map(size ->
                        "size " + size.name() + " of the source has no temporary disk; on such nodes Batch works on"
                                + " the OS disk. Check that the image does not expect a temporary drive.");
    }

    private static Optional<Objection> notClaimed(ImageSnapshot snapshot, VirtualMachine machine) {
        return snapshot.claim(machine) == Ownership.FOREIGN
                ? Optional.of(new Objection(
                        ImageReason.ClaimedByAnother,
                        "virtual machine " + machine.id().name() + " is claimed by "
                                + machine.tags().get(OwnerMark.OWNER) + ": delete that object, or remove tag "
                                + OwnerMark.OWNER + " from the machine if its owner is gone"))
                : Optional.empty();
    }

    private static Optional<String> managedOsDisk(ImageSnapshot snapshot, VirtualMachine machine) {
        return when(
                machine.osDiskBlob().isPresent(),
                "virtual machine " + machine.id().name()
                        + " keeps its OS disk as a blob, which a gallery does not take:"
                        + " convert it with `az vm convert` first");
    }

    private static Optional<String> sameSubscription(ImageSnapshot snapshot, VirtualMachine machine) {
        return when(
                !machine.id().subscriptionId().equalsIgnoreCase(snapshot.spec().subscriptionId()),
                "virtual machine is in subscription " + machine.id().subscriptionId() + " and the gallery in "
                        + snapshot.spec().subscriptionId() + ": both must be in one subscription");
    }

    private static Optional<String> sameRegion(ImageSnapshot snapshot, VirtualMachine machine) {
        return when(
                !machine.location().equals(snapshot.targets().location()),
                "virtual machine is in " + machine.location() + " and spec.location is "
                        + snapshot.targets().location()
                        + ": a version is made in the region of its source; set spec.location and name other regions"
                        + " in save.gallery.targetRegions");
    }

    private static Optional<String> noExtensions(ImageSnapshot snapshot, VirtualMachine machine) {
        return when(
                !machine.extensions().isEmpty(),
                "virtual machine has extensions " + String.join(", ", machine.extensions())
                        + ", and what they leave in the image can break pool nodes: remove them with"
                        + " `az vm extension delete`");
    }

    private static Optional<String> noDiskEncryption(ImageSnapshot snapshot, VirtualMachine machine) {
        return when(
                snapshot.osDisk()
                        .found()
                        .filter(disk -> disk.azureDiskEncryption())
                        .isPresent(),
                "the OS disk is under Azure Disk Encryption, which Batch can not boot: decrypt it and remove the"
                        + " encryption settings, or use encryption at host");
    }

    private static Optional<String> definitionFits(ImageSnapshot snapshot, VirtualMachine machine) {
        return snapshot.definition().found().flatMap(definition -> {
            List<String> differences = new ArrayList<>();
            compare(
                    differences,
                    "OS type",
                    definition.osType().name(),
                    machine.osType().name());
            compare(differences, "OS state", definition.osState(), "Generalized");
            snapshot.generation()
                    .ifPresent(generation -> compare(
                            differences, "generation", definition.generation().name(), generation.name()));
            snapshot.architecture()
                    .ifPresent(architecture ->
                            compare(differences, "architecture", definition.architecture(), architecture));
            securityType(definition, machine).ifPresent(differences::add);
            return when(
                    !differences.isEmpty(),
                    "image definition " + definition.id().name() + " does not fit the machine: "
                            + String.join("; ", differences)
                            + ". These can not be changed on a definition: name another one in save.gallery.definition");
        });
    }

    private static void compare(List<String> differences, String what, String definition, String machine) {
        if (!definition.equalsIgnoreCase(machine)) {
            differences.add(what + " is " + definition + ", the machine's " + machine);
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
        return when(!fits, "security type is " + definitionType + ", the machine's " + machineType);
    }

    private static Optional<String> purchasePlan(ImageSnapshot snapshot, VirtualMachine machine) {
        return snapshot.definition()
                .found()
                .flatMap(definition -> when(
                        machine.plan().isPresent() && !machine.plan().equals(definition.plan()),
                        "virtual machine has purchase plan "
                                + machine.plan()
                                        .map(plan -> plan.publisher() + ":" + plan.product() + ":" + plan.name())
                                        .orElse("")
                                + " and image definition " + definition.id().name()
                                + " does not carry it, so nodes could not boot: name another definition, it is made with"
                                + " the plan when save.gallery.create is true"));
    }

    private static Optional<String> when(boolean wrong, String message) {
        return wrong ? Optional.of(message) : Optional.empty();
    }
}
