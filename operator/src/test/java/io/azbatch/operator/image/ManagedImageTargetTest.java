package io.azbatch.operator.image;

import static io.azbatch.operator.image.Given.CHOSEN;
import static io.azbatch.operator.image.Given.OWNER;
import static io.azbatch.operator.image.Given.SOMEBODY;
import static io.azbatch.operator.image.Given.replica;
import static io.azbatch.operator.image.Given.theImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.ImageSource;
import io.azbatch.operator.cloud.ManagedImages.ManagedImage;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.image.pass.ImageStep.CreateManagedImage;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A managed image as a target, alone and after the others. */
final class ManagedImageTargetTest {

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void does(String situation, Given given, String expected) {
        assertThat(Told.of(given)).isEqualTo(expected);
    }

    static Stream<Arguments> does() {
        return Stream.of(
                arguments("all is there", alone(), "claiming virtual machine template"),
                arguments("generalized", generalized(alone()), "remember: beginning attempt 1"),
                arguments(
                        "a machine of Trusted Launch, which no managed image holds",
                        alone().machine(Machines::trusted),
                        "Blocked ManagedImageUnfit"),
                arguments("a machine of Arm64", alone().arm64(), "Blocked ManagedImageUnfit"),
                arguments(
                        "a machine of Arm64 for a gallery",
                        theImage().arm64().definition(new Reading.Absent<>("NotFound", "no")),
                        "creating image definition ubuntu"),
                arguments("build begun", begun(), "saving managed image ubuntu"),
                arguments("being made", begun().ourManagedImage("Creating", 1), "Working Building"),
                arguments("made", begun().ourManagedImage("Succeeded", 1), "Settled Ready"),
                arguments(
                        "made, machine and status gone",
                        alone().machine(absent()).ourManagedImage("Succeeded", 1),
                        "Settled Ready"),
                arguments(
                        "failed: the next attempt is written down first",
                        begun().ourManagedImage("Failed", 1),
                        "remember: beginning attempt 2"),
                arguments(
                        "next attempt written down",
                        generalized(alone()).remembering(2, CHOSEN).ourManagedImage("Failed", 1),
                        "deleting managed image ubuntu (it failed: ImageBlobNotFound: gone)"),
                arguments("failed three times", begun().ourManagedImage("Failed", 3), "Blocked AttemptsSpent"),
                arguments("somebody's image", alone().managedImage(image(Map.of())), "Blocked ManagedImageNotOurs"),
                arguments(
                        "another object's image",
                        alone().managedImage(image(SOMEBODY.tags("hash"))),
                        "Blocked ManagedImageNotOurs"),
                arguments(
                        "ours, made for an earlier spec",
                        alone().managedImage(image(OWNER.tags("earlier"))),
                        "Blocked ManagedImageNotOurs"),
                arguments(
                        "after VHD and version",
                        generalized(theImage().toVhd().toManagedImage())
                                .remembering(1, CHOSEN)
                                .ourVhd()
                                .ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Completed", 100)),
                        "saving managed image ubuntu"),
                arguments(
                        "added later: the version that serves stays",
                        generalized(theImage().toManagedImage())
                                .ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Completed", 100)),
                        "remember: choosing version " + CHOSEN + " for attempt 1"),
                arguments(
                        "deleted",
                        begun().ourManagedImage("Succeeded", 1).deleting(DeletionPolicy.Delete),
                        "deleting managed image ubuntu (deletionPolicy is Delete)"),
                arguments(
                        "deleted, made for an earlier spec",
                        begun().managedImage(image(OWNER.tags("earlier"))).deleting(DeletionPolicy.Delete),
                        "deleting managed image ubuntu (deletionPolicy is Delete)"),
                arguments(
                        "being deleted",
                        begun().ourManagedImage("Deleting", 1).deleting(DeletionPolicy.Delete),
                        "Terminating Deleting"),
                arguments(
                        "retained", begun().ourManagedImage("Succeeded", 1).deleting(DeletionPolicy.Retain), "release"),
                arguments(
                        "somebody's image stays",
                        begun().managedImage(image(Map.of())).deleting(DeletionPolicy.Delete),
                        "release"));
    }

    @Test
    void itIsMadeFromTheMachineWithOurMark() {
        assertThat(ImageDecision.decide(begun().snapshot())).isInstanceOfSatisfying(CreateManagedImage.class, step -> {
            assertThat(step.image().source()).isEqualTo(new ImageSource.Machine(Given.machineId()));
            assertThat(step.image().generation()).isEqualTo(HyperVGeneration.V2);
            assertThat(step.image().tags())
                    .containsEntry(OwnerMark.OWNER, "cluster-1/team/ubuntu")
                    .containsEntry("azbatch-attempt", "1");
        });
    }

    /** The API server lets nobody change the name or take the target out. */
    @Test
    void whoMustActIsAskedForWhatTheApiServerTakes() {
        assertThat(Told.message(alone().machine(Machines::trusted)))
                .endsWith("make this object anew with save.gallery and no save.managedImage");
        assertThat(Told.message(alone().managedImage(image(Map.of()))))
                .endsWith("delete it, or make this object anew with another save.managedImage.name");
    }

    private static Given alone() {
        return theImage().toNoGallery().toManagedImage();
    }

    private static Given generalized(Given given) {
        return given.claimedBy(OWNER).power(PowerState.DEALLOCATED).generalized();
    }

    private static Given begun() {
        return generalized(alone()).remembering(1, CHOSEN);
    }

    private static Reading<ManagedImage> image(Map<String, String> tags) {
        return Reading.present(new ManagedImage(
                Given.managedImageId(),
                new Region("westeurope"),
                "Succeeded",
                Optional.of(Given.machineId()),
                Optional.empty(),
                Optional.empty(),
                tags));
    }

    private static <T> Reading<T> absent() {
        return new Reading.Absent<>("ResourceNotFound", "not there");
    }
}
