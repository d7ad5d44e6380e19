package io.azbatch.operator.image.preflight;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.api.v1beta1.PreflightRule;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.MachineSight;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is checked before anything irreversible is done: a list of named rules, each with its own reason and a message
 * that says what to do. The first objection counts. Sources: "Use the Azure Compute Gallery to create a custom image
 * pool" (Batch documentation) for what an image must fulfil, "Troubleshoot shared images" for the rules of a definition.
 */
public final class Preflight {

    /** What is wrong and what to do; empty when nothing is. */
    @FunctionalInterface
    interface Check {
        Optional<Objection> objection(ImageSnapshot snapshot);
    }

    private record Rule(PreflightRule name, Check check) {}

    /** What nobody can switch off, since Azure or another owner would be in the way. */
    private static final List<Check> ALWAYS = List.of(
            MachineChecks::notClaimed,
            MachineChecks::operatingSystem,
            SourceVhdChecks::found,
            TargetChecks::accountThere,
            TargetChecks::captureAccount,
            TargetChecks::vhdNotTaken,
            TargetChecks::managedImageNotTaken,
            TargetChecks::diskNotRead);

    private static final List<Rule> RULES = List.of(
            new Rule(PreflightRule.ManagedOsDisk, MachineChecks::managedOsDisk),
            new Rule(PreflightRule.SameSubscription, PlaceChecks::sameSubscription),
            new Rule(PreflightRule.SameRegion, PlaceChecks::sameRegion),
            new Rule(PreflightRule.NoExtensions, MachineChecks::noExtensions),
            new Rule(PreflightRule.NoDiskEncryption, MachineChecks::noDiskEncryption),
            new Rule(PreflightRule.StorageAccountFits, PlaceChecks::storageAccountFits),
            new Rule(PreflightRule.ManagedImageFits, TargetChecks::managedImageFits),
            new Rule(PreflightRule.DefinitionFits, DefinitionChecks::fits),
            new Rule(PreflightRule.PurchasePlanCarried, DefinitionChecks::purchasePlan));

    /** Of a VHD, when it is known to be in the right place. */
    private static final List<Check> CONTENT = List.of(SourceVhdChecks::form);

    private Preflight() {}

    /** The first check that objects and that the user has not switched off. */
    public static Optional<Objection> objection(ImageSnapshot snapshot) {
        Stream<Check> rules = RULES.stream()
                .filter(rule -> !snapshot.spec().skippedRules().contains(rule.name()))
                .map(Rule::check);
        return Stream.of(ALWAYS.stream(), rules, CONTENT.stream())
                .flatMap(checks -> checks)
                .flatMap(check -> check.objection(snapshot).stream())
                .findFirst();
    }

    /** What does not stop the build but should be known. */
    public static Optional<String> warning(ImageSnapshot snapshot) {
        if (snapshot.spec().skippedRules().contains(PreflightRule.TemporaryDisk)) {
            return Optional.empty();
        }
        return snapshot.machine()
                .map(MachineSight::vmSize)
                .flatMap(size -> size.found())
                .filter(size -> size.temporaryDiskMb().filter(mb -> mb == 0).isPresent())
                .map(size ->
                        "size " + size.name() + " of the source has no temporary disk; on such nodes Batch works on"
                                + " the OS disk. Check that the image does not expect a temporary drive.");
    }

    static Optional<Objection> when(boolean wrong, ImageReason reason, String message) {
        return wrong ? Optional.of(new Objection(reason, message)) : Optional.empty();
    }
}
