package io.azbatch.operator.image;

import static io.azbatch.operator.image.Given.CHOSEN;
import static io.azbatch.operator.image.Given.OWNER;
import static io.azbatch.operator.image.Given.SOMEBODY;
import static io.azbatch.operator.image.Given.replica;
import static io.azbatch.operator.image.Given.theImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azbatch.api.v1beta1.CustomImageGallery;
import io.azbatch.api.v1beta1.CustomImageGallery.TargetRegion;
import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.api.v1beta1.CustomImageSpec.Os;
import io.azbatch.api.v1beta1.CustomImageSpec.OsType;
import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.api.v1beta1.PreflightRule;
import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.PurchasePlan;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.ReconcilePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of rules, as situations and what is done in each. */
final class ImageDecisionTest {

    private static final PurchasePlan PLAN = new PurchasePlan("gold", "acme", "render");

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"theRoad", "preflight", "trouble", "theSavedVersion", "deletion"})
    void does(String situation, Given given, String expected) {
        assertThat(Told.of(given)).isEqualTo(expected);
    }

    static Stream<Arguments> theRoad() {
        return Stream.of(
                arguments(
                        "no gallery, create", theImage().gallery(absent()).definition(absent()), "creating gallery g"),
                arguments(
                        "no gallery, not to be made",
                        theImage().gallery(absent()).savedAs(ImageDecisionTest::notCreated),
                        "Blocked GalleryNotFound"),
                arguments("no definition, create", theImage().definition(absent()), "creating image definition ubuntu"),
                arguments(
                        "no definition, not to be made",
                        theImage().definition(absent()).savedAs(ImageDecisionTest::notCreated),
                        "Blocked DefinitionNotFound"),
                arguments(
                        "definition still being made",
                        theImage().definition(definition -> withState(definition, "Creating")),
                        "Working Building"),
                arguments("all is there", theImage(), "claiming virtual machine template"),
                arguments(
                        "claimed by our forerunner of a restored cluster",
                        theImage().claimedBy(new OwnerMark("cluster-1", "team", "ubuntu", "uid-0")),
                        "claiming virtual machine template"),
                arguments(
                        "claimed by us, running", theImage().claimedBy(OWNER), "deallocating virtual machine template"),
                arguments(
                        "claimed by us, stopped by the user",
                        theImage().claimedBy(OWNER).power(PowerState.STOPPED),
                        "deallocating virtual machine template"),
                arguments(
                        "claimed by us, generalized by the user but not deallocated",
                        theImage().claimedBy(OWNER).power(PowerState.STOPPED).generalized(),
                        "deallocating virtual machine template"),
                arguments(
                        "being deallocated",
                        theImage().claimedBy(OWNER).power(PowerState.DEALLOCATING),
                        "Working Building"),
                arguments(
                        "deallocated",
                        theImage().claimedBy(OWNER).power(PowerState.DEALLOCATED),
                        "marking virtual machine template generalized"),
                arguments("generalized", ready(), "remember: choosing version " + CHOSEN + " for attempt 1"),
                arguments(
                        "that name is somebody's: the next second",
                        ready().version(CHOSEN, "Succeeded", SOMEBODY.tags()),
                        "remember: choosing version 2026.1123.36001 for attempt 1"),
                arguments("version chosen", ready().remembering(1, CHOSEN), "saving image version " + CHOSEN),
                arguments(
                        "the chosen name was taken meanwhile",
                        ready().remembering(1, "2026.1123.35000")
                                .version("2026.1123.35000", "Succeeded", SOMEBODY.tags()),
                        "remember: choosing version " + CHOSEN + " for attempt 1"),
                arguments(
                        "a given version is somebody's",
                        ready().savedAs(saved -> versioned(saved, "1.2.3")).version("1.2.3", "Succeeded", Map.of()),
                        "Blocked VersionNotOurs"),
                arguments(
                        "a given version is free",
                        ready().savedAs(saved -> versioned(saved, "1.2.3")),
                        "remember: choosing version 1.2.3 for attempt 1"),
                arguments("observed only", theImage().policy(new ReconcilePolicy.Observe()), "Blocked DriftObserved"));
    }

    static Stream<Arguments> preflight() {
        return Stream.of(
                arguments("no machine", theImage().machine(absent()), "Blocked VirtualMachineNotFound"),
                arguments(
                        "claimed by another that is gone",
                        theImage().claimedBy(SOMEBODY).claimAbandoned(),
                        "claiming virtual machine template"),
                arguments(
                        "generalized under the claim of another that is gone",
                        theImage()
                                .claimedBy(SOMEBODY)
                                .claimAbandoned()
                                .power(PowerState.DEALLOCATED)
                                .generalized(),
                        "remember: choosing version " + CHOSEN + " for attempt 1"),
                arguments("claimed by another", theImage().claimedBy(SOMEBODY), "Blocked ClaimedByAnother"),
                arguments("unmanaged OS disk", theImage().machine(Machines::unmanaged), "Blocked UnmanagedOsDisk"),
                arguments(
                        "another region",
                        theImage().machine(machine -> Machines.in(machine, "northeurope")),
                        "Blocked DifferentRegion"),
                arguments(
                        "an extension",
                        theImage().machine(machine -> Machines.withExtension(machine, "CustomScript")),
                        "Blocked ExtensionsInstalled"),
                arguments(
                        "an extension, rule switched off",
                        theImage()
                                .machine(machine -> Machines.withExtension(machine, "CustomScript"))
                                .skipping(PreflightRule.NoExtensions),
                        "claiming virtual machine template"),
                arguments(
                        "another OS type than the spec says",
                        theImage().os(new Os(OsType.Windows, null, null)),
                        "Blocked OsMismatch"),
                arguments(
                        "another generation than the spec says",
                        theImage().os(new Os(null, CustomImageSpec.HyperVGeneration.V1, null)),
                        "Blocked OsMismatch"),
                arguments(
                        "another architecture than the spec says",
                        theImage().os(new Os(null, null, CustomImageSpec.Architecture.Arm64)),
                        "Blocked OsMismatch"),
                arguments(
                        "all as the spec says",
                        theImage()
                                .os(new Os(
                                        OsType.Linux,
                                        CustomImageSpec.HyperVGeneration.V2,
                                        CustomImageSpec.Architecture.x64)),
                        "claiming virtual machine template"),
                arguments("encrypted disk", theImage().encryptedDisk(), "Blocked DiskEncrypted"),
                arguments(
                        "definition of generation 1",
                        theImage().definition(definition -> withGeneration(definition, HyperVGeneration.V1)),
                        "Blocked DefinitionMismatch"),
                arguments(
                        "trusted machine, standard definition",
                        theImage().machine(Machines::trusted),
                        "Blocked DefinitionMismatch"),
                arguments(
                        "trusted machine, definition that supports it",
                        theImage()
                                .machine(Machines::trusted)
                                .definition(definition -> withSecurity(definition, "TrustedLaunchSupported")),
                        "claiming virtual machine template"),
                arguments(
                        "plan, definition without",
                        theImage().machine(machine -> Machines.withPlan(machine, PLAN)),
                        "Blocked PurchasePlanMissing"),
                arguments(
                        "plan, definition with it",
                        theImage()
                                .machine(machine -> Machines.withPlan(machine, PLAN))
                                .definition(definition -> withPlan(definition, PLAN)),
                        "claiming virtual machine template"),
                arguments(
                        "no temporary disk warns only",
                        theImage().noTemporaryDisk(),
                        "claiming virtual machine template"));
    }

    static Stream<Arguments> trouble() {
        return Stream.of(
                arguments(
                        "no credential",
                        theImage().access(new Access.Missing("no Secret")),
                        "Blocked CredentialsMissing"),
                arguments(
                        "unknown annotation value",
                        theImage().policy(new ReconcilePolicy.Unknown("pause")),
                        "Blocked InvalidAnnotation"),
                arguments(
                        "throttled",
                        theImage()
                                .machine(unread(new Trouble.Throttled(
                                        "TooManyRequests", "slow down", Optional.of(Duration.ofSeconds(7))))),
                        "Delayed AzureBusy"),
                arguments(
                        "down",
                        theImage().gallery(unread(new Trouble.Unavailable("ServerTimeout", "no", Optional.empty()))),
                        "Delayed AzureBusy"),
                arguments(
                        "denied",
                        theImage().machine(unread(new Trouble.Denied("AuthorizationFailed", "no right"))),
                        "Blocked AuthorizationFailed"),
                arguments(
                        "credential refused",
                        theImage().gallery(unread(new Trouble.Unauthenticated("AADSTS7000215", "bad secret"))),
                        "Blocked CredentialsRefused"));
    }

    static Stream<Arguments> theSavedVersion() {
        return Stream.of(
                arguments("being made", theImage().ourVersion(CHOSEN, "Creating", 1), "Working Building"),
                arguments(
                        "saved, replicating",
                        theImage().ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Replicating", 40)),
                        "Working Replicating"),
                arguments(
                        "saved and replicated",
                        theImage().ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Completed", 100)),
                        "Settled Ready"),
                arguments(
                        "saved, machine and memory lost: nothing is done twice",
                        theImage()
                                .machine(absent())
                                .ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Completed", 100)),
                        "Settled Ready"),
                arguments(
                        "one more region failed: the version serves on and is not made anew",
                        theImage()
                                .remembering(1, CHOSEN)
                                .ourVersion(
                                        CHOSEN,
                                        "Failed",
                                        1,
                                        replica("westeurope", "Completed", 100),
                                        replica("northeurope", "Failed", 0)),
                        "Blocked VersionFailed"),
                arguments(
                        "its last change failed otherwise",
                        theImage()
                                .remembering(1, CHOSEN)
                                .ourVersion(CHOSEN, "Failed", 1, replica("westeurope", "Completed", 100)),
                        "Blocked VersionFailed"),
                arguments(
                        "a region failed",
                        theImage().ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Failed", 10)),
                        "Blocked VersionFailed"),
                arguments(
                        "another region is wanted",
                        theImage()
                                .savedAs(saved -> in(saved, "northeurope"))
                                .ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Completed", 100)),
                        "changing the replication of image version " + CHOSEN),
                arguments(
                        "failed once: the next attempt is written down first",
                        theImage().remembering(1, CHOSEN).ourVersion(CHOSEN, "Failed", 1),
                        "remember: choosing version 2026.1123.36001 for attempt 2"),
                arguments(
                        "failed once, next attempt written down",
                        theImage().remembering(2, "2026.1123.36001").ourVersion(CHOSEN, "Failed", 1),
                        "deleting image version " + CHOSEN + " (it failed: AllocationFailed: no room)"),
                arguments(
                        "failed version gone",
                        ready().remembering(2, "2026.1123.36001"),
                        "saving image version 2026.1123.36001"),
                arguments(
                        "failed three times",
                        theImage().remembering(3, CHOSEN).ourVersion(CHOSEN, "Failed", 3),
                        "Blocked AttemptsSpent"),
                arguments(
                        "failed three times, status lost",
                        theImage().ourVersion(CHOSEN, "Failed", 3),
                        "Blocked AttemptsSpent"),
                arguments(
                        "failed three times, a new request",
                        theImage().requested("now").remembering(3, CHOSEN).ourVersion(CHOSEN, "Failed", 3),
                        "remember: choosing version 2026.1123.36001 for attempt 4"),
                arguments(
                        "a request where nothing failed",
                        theImage().requested("now"),
                        "remember: handling the reconcile request now"));
    }

    static Stream<Arguments> deletion() {
        return Stream.of(
                arguments(
                        "retain, machine ours",
                        theImage()
                                .deleting(DeletionPolicy.Retain)
                                .claimedBy(OWNER)
                                .ourVersion(CHOSEN, "Succeeded", 1),
                        "releasing virtual machine template"),
                arguments(
                        "retain, nothing of ours left",
                        theImage().deleting(DeletionPolicy.Retain).ourVersion(CHOSEN, "Succeeded", 1),
                        "release"),
                arguments(
                        "delete",
                        theImage().deleting(DeletionPolicy.Delete).ourVersion(CHOSEN, "Succeeded", 1),
                        "deleting image version " + CHOSEN + " (deletionPolicy is Delete)"),
                arguments(
                        "delete, made for an earlier spec",
                        theImage().deleting(DeletionPolicy.Delete).version("1.0.0", "Succeeded", OWNER.tags("old")),
                        "deleting image version 1.0.0 (deletionPolicy is Delete)"),
                arguments(
                        "delete, being deleted",
                        theImage().deleting(DeletionPolicy.Delete).ourVersion(CHOSEN, "Deleting", 1),
                        "Terminating Deleting"),
                arguments(
                        "delete, a pool uses it",
                        theImage()
                                .deleting(DeletionPolicy.Delete)
                                .ourVersion(CHOSEN, "Succeeded", 1)
                                .usedBy(CHOSEN, "team/pool"),
                        "Terminating InUse"),
                arguments(
                        "delete, only somebody's versions there",
                        theImage().deleting(DeletionPolicy.Delete).version("1.0.0", "Succeeded", SOMEBODY.tags()),
                        "release"),
                arguments(
                        "everything is gone already",
                        theImage()
                                .deleting(DeletionPolicy.Delete)
                                .gallery(absent())
                                .definition(absent())
                                .machine(absent()),
                        "release"),
                arguments(
                        "denied",
                        theImage()
                                .deleting(DeletionPolicy.Delete)
                                .gallery(unread(new Trouble.Denied("AuthorizationFailed", "no right"))),
                        "Terminating AuthorizationFailed"),
                arguments(
                        "denied, but detached",
                        theImage()
                                .deleting(DeletionPolicy.Delete)
                                .policy(new ReconcilePolicy.DetachOnDelete())
                                .gallery(unread(new Trouble.Denied("AuthorizationFailed", "no right"))),
                        "release"),
                arguments(
                        "credential gone",
                        theImage().deleting(DeletionPolicy.Delete).access(new Access.Missing("no Secret")),
                        "Terminating CredentialsMissing"));
    }

    private static Given ready() {
        return theImage().claimedBy(OWNER).power(PowerState.DEALLOCATED).generalized();
    }

    private static <T> Reading<T> absent() {
        return new Reading.Absent<>("ResourceNotFound", "not there");
    }

    private static <T> Reading<T> unread(Trouble trouble) {
        return new Reading.Unread<>(trouble);
    }

    private static CustomImageGallery notCreated(CustomImageGallery saved) {
        return change(saved, false, saved.version(), saved.targetRegions());
    }

    private static CustomImageGallery versioned(CustomImageGallery saved, String version) {
        return change(saved, saved.create(), version, saved.targetRegions());
    }

    private static CustomImageGallery in(CustomImageGallery saved, String region) {
        return change(saved, saved.create(), saved.version(), List.of(new TargetRegion(region, null, null)));
    }

    private static CustomImageGallery change(
            CustomImageGallery saved, boolean create, String version, List<TargetRegion> regions) {
        return new CustomImageGallery(
                saved.resourceGroup(),
                saved.gallery(),
                saved.definition(),
                create,
                saved.identifier(),
                version,
                regions,
                saved.replicaCount(),
                saved.replicationMode(),
                saved.endOfLifeDate(),
                saved.features());
    }

    private static Definition withState(Definition d, String state) {
        return new Definition(
                d.id(),
                d.location(),
                state,
                d.osType(),
                d.osState(),
                d.generation(),
                d.architecture(),
                d.securityType(),
                d.plan(),
                d.tags());
    }

    private static Definition withGeneration(Definition d, HyperVGeneration generation) {
        return new Definition(
                d.id(),
                d.location(),
                d.provisioningState(),
                d.osType(),
                d.osState(),
                generation,
                d.architecture(),
                d.securityType(),
                d.plan(),
                d.tags());
    }

    private static Definition withSecurity(Definition d, String type) {
        return new Definition(
                d.id(),
                d.location(),
                d.provisioningState(),
                d.osType(),
                d.osState(),
                d.generation(),
                d.architecture(),
                Optional.of(type),
                d.plan(),
                d.tags());
    }

    private static Definition withPlan(Definition d, PurchasePlan plan) {
        return new Definition(
                d.id(),
                d.location(),
                d.provisioningState(),
                d.osType(),
                d.osState(),
                d.generation(),
                d.architecture(),
                d.securityType(),
                Optional.of(plan),
                d.tags());
    }
}
