package io.azbatch.operator.image;

import static io.azbatch.operator.image.Given.CHOSEN;
import static io.azbatch.operator.image.Given.OWNER;
import static io.azbatch.operator.image.Given.SOMEBODY;
import static io.azbatch.operator.image.Given.replica;
import static io.azbatch.operator.image.Given.theImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.api.v1beta1.PreflightRule;
import io.azbatch.operator.cloud.ImageSource;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.StorageAccounts.StorageAccount;
import io.azbatch.operator.cloud.VirtualMachines.Capture;
import io.azbatch.operator.cloud.VirtualMachines.Capturing;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.control.BlobMarks;
import io.azbatch.operator.image.pass.ImageStep.CaptureMachine;
import io.azbatch.operator.image.pass.ImageStep.CreateManagedImage;
import io.azbatch.operator.image.pass.ImageStep.CreateVersion;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A machine with an unmanaged OS disk, while Azure has those: each situation of its capture, and what is done. */
final class CapturedVhdTest {

    private static final String BEFORE_THE_RETIREMENT = "2026-03-30T23:59:59Z";
    private static final String WHERE = Given.VHD + "vm-guid.vhd";

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"preflight", "theRoad"})
    void does(String situation, Given given, String expected) {
        assertThat(Told.of(given)).isEqualTo(expected);
    }

    static Stream<Arguments> preflight() {
        return Stream.of(
                arguments("to gallery and VHD", unmanaged().toVhd(), "claiming virtual machine template"),
                arguments(
                        "on the day of the retirement",
                        unmanaged().toVhd().at("2026-03-31T00:00:00Z"),
                        "Blocked UnmanagedOsDisk"),
                arguments("to the gallery only", unmanaged(), "Blocked UnmanagedOsDisk"),
                arguments(
                        "to a managed image only, which Azure makes from any machine",
                        unmanaged().toNoGallery().toManagedImage(),
                        "claiming virtual machine template"),
                arguments(
                        "rule switched off",
                        unmanaged().toVhd().at("2026-04-01T00:00:00Z").skipping(PreflightRule.ManagedOsDisk),
                        "claiming virtual machine template"),
                arguments(
                        "to another account than the OS disk's",
                        unmanaged().toVhd().account(CapturedVhdTest::another),
                        "Blocked DifferentStorageAccount"),
                arguments("somebody's VHD", unmanaged().toVhd().blob(Vhds.captured(Map.of())), "Blocked VhdNotOurs"),
                arguments(
                        "another owner's VHD, though the build has begun",
                        begun().blob(Vhds.captured(BlobMarks.metadata(SOMEBODY.tags("hash")))),
                        "Blocked VhdNotOurs"));
    }

    static Stream<Arguments> theRoad() {
        return Stream.of(
                arguments(
                        "generalized",
                        ready(unmanaged().toVhd()),
                        "remember: choosing version 2026.330.86399 for attempt 1"),
                arguments(
                        "generalized, somebody's VHD is to be overwritten",
                        ready(unmanaged().toVhdOverwriting()).blob(Vhds.captured(Map.of())),
                        "deleting " + WHERE + " (save.vhd.overwrite is true)"),
                arguments("build begun", begun(), "capturing virtual machine template"),
                arguments("being captured", begun().capturing(new Capturing.Pending()), "Working Building"),
                arguments("done, but not seen yet", begun().capturing(new Capturing.Done()), "Working Building"),
                arguments("failed", begun().capturing(new Capturing.Failed("BadRequest: no")), "Blocked CaptureFailed"),
                arguments("captured", begun().blob(Vhds.captured(Map.of())), "marking " + WHERE),
                arguments(
                        "the VHD shows while Azure is still at it",
                        begun().capturing(new Capturing.Pending()).blob(Vhds.captured(Map.of())),
                        "Working Building"),
                arguments(
                        "VHD marked",
                        begun().blob(Vhds.captured(begun().marked(1))).blob(Vhds.template(Map.of())),
                        "marking " + Vhds.template(Map.of()).uri()),
                arguments(
                        "captured without a template",
                        begun().blob(Vhds.captured(begun().marked(1))),
                        "writing template " + Vhds.template(Map.of()).uri()),
                arguments(
                        "no VHD in spite of all",
                        begun().footer(new byte[512])
                                .blob(Vhds.captured(begun().marked(1)))
                                .blob(Vhds.template(Map.of())),
                        "remember: choosing version 2026.330.86399 for attempt 2"),
                arguments("both marked", captured(), "saving image version " + CHOSEN),
                arguments(
                        "saved, machine and status gone",
                        unmanaged()
                                .toVhd()
                                .machine(new Reading.Absent<>("ResourceNotFound", "no"))
                                .ourVhd()
                                .ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Completed", 100)),
                        "Settled Ready"),
                arguments(
                        "deleted while it is captured",
                        begun().capturing(new Capturing.Pending()).deleting(DeletionPolicy.Retain),
                        "Terminating Deleting"),
                arguments(
                        "deleted after the capture, before the mark: the template first, as the VHD tells whose it is",
                        begun().blob(Vhds.captured(Map.of()))
                                .blob(Vhds.template(Map.of()))
                                .deleting(DeletionPolicy.Delete),
                        "deleting " + Vhds.template(Map.of()).uri() + " (deletionPolicy is Delete)"),
                arguments(
                        "deleted after the capture, before the mark",
                        begun().blob(Vhds.captured(Map.of())).deleting(DeletionPolicy.Delete),
                        "deleting " + WHERE + " (deletionPolicy is Delete)"),
                arguments(
                        "retained after the capture, before the mark",
                        begun().blob(Vhds.captured(Map.of())).deleting(DeletionPolicy.Retain),
                        "release"),
                arguments(
                        "deleted before the build began: what is there is somebody's",
                        ready(unmanaged().toVhd()).blob(Vhds.captured(Map.of())).deleting(DeletionPolicy.Delete),
                        "release"),
                arguments(
                        "deleted",
                        captured().deleting(DeletionPolicy.Delete),
                        "deleting " + WHERE + " (deletionPolicy is Delete)"));
    }

    @Test
    void aCaptureGoesWhereTheUserSaid() {
        assertThat(ImageDecision.decide(begun().snapshot()))
                .isInstanceOfSatisfying(CaptureMachine.class, step -> assertThat(step.capture())
                        .isEqualTo(new Capture("img", "vhds", false)));
    }

    @Test
    void theVersionIsMadeFromTheCapturedVhd() {
        assertThat(ImageDecision.decide(captured().snapshot()))
                .isInstanceOfSatisfying(
                        CreateVersion.class, step -> assertThat(step.version().source())
                                .isEqualTo(new ImageSource.Vhd(Given.accountId(), URI.create(WHERE))));
    }

    @Test
    void aManagedImageIsMadeFromTheMachineItself() {
        Given given = ready(unmanaged().toNoGallery().toManagedImage()).remembering(1, CHOSEN);
        assertThat(ImageDecision.decide(given.snapshot()))
                .isInstanceOfSatisfying(CreateManagedImage.class, step -> assertThat(
                                step.image().source())
                        .isEqualTo(new ImageSource.Machine(Given.machineId())));
    }

    @Test
    void aRefusalSaysWhatToDo() {
        assertThat(Told.message(unmanaged())).contains("give save.vhd");
        assertThat(Told.message(unmanaged().toVhd().at("2026-11-23T10:00:00Z"))).contains("az vm convert");
    }

    private static Given unmanaged() {
        return theImage().at(BEFORE_THE_RETIREMENT).machine(Machines::unmanaged);
    }

    private static Given ready(Given given) {
        return given.claimedBy(OWNER).power(PowerState.DEALLOCATED).generalized();
    }

    private static Given begun() {
        return ready(unmanaged().toVhd()).remembering(1, CHOSEN);
    }

    private static Given captured() {
        return begun().blob(Vhds.captured(begun().marked(1))).blob(Vhds.template(begun().marked(1)));
    }

    private static StorageAccount another(StorageAccount account) {
        return new StorageAccount(
                account.id(),
                account.location(),
                account.kind(),
                account.sku(),
                URI.create("https://other.blob.core.windows.net/"),
                false,
                account.provisioningState());
    }
}
