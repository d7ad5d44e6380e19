package io.azbatch.operator.image;

import static io.azbatch.operator.image.Given.CHOSEN;
import static io.azbatch.operator.image.Given.OWNER;
import static io.azbatch.operator.image.Given.replica;
import static io.azbatch.operator.image.Given.theImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.api.v1beta1.Condition;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.operator.Golden;
import io.azbatch.operator.cloud.Blobs.CopyStatus;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.control.Outcome;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What people read in each situation, as golden files. */
final class ImageStatusViewTest {

    private static final Golden GOLDEN = new Golden("image");
    private static final Outcome TAKEN = new Outcome.Taken();
    private static final Outcome NOTHING = new Outcome.Nothing();

    private record Situation(Given given, Outcome outcome, Duration delayed) {
        Situation(Given given, Outcome outcome) {
            this(given, outcome, Duration.ZERO);
        }
    }

    private static final Map<String, Situation> SITUATIONS = Map.ofEntries(
            Map.entry("first-pass", new Situation(theImage(), TAKEN)),
            Map.entry("no-temporary-disk", new Situation(theImage().noTemporaryDisk(), TAKEN)),
            Map.entry(
                    "machine-missing",
                    new Situation(theImage().machine(new Reading.Absent<>("ResourceNotFound", "no")), NOTHING)),
            Map.entry(
                    "extension-installed",
                    new Situation(
                            theImage().machine(machine -> Machines.withExtension(machine, "CustomScript")), NOTHING)),
            Map.entry(
                    "generalized",
                    new Situation(
                            theImage()
                                    .claimedBy(OWNER)
                                    .power(PowerState.DEALLOCATED)
                                    .generalized(),
                            NOTHING)),
            Map.entry(
                    "saving",
                    new Situation(theImage().remembering(1, CHOSEN).ourVersion(CHOSEN, "Creating", 1), NOTHING)),
            Map.entry(
                    "replicating",
                    new Situation(
                            theImage()
                                    .remembering(1, CHOSEN)
                                    .ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Replicating", 40)),
                            NOTHING)),
            Map.entry(
                    "ready",
                    new Situation(
                            theImage()
                                    .remembering(1, CHOSEN)
                                    .ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Completed", 100)),
                            NOTHING)),
            Map.entry(
                    "attempts-spent",
                    new Situation(theImage().remembering(3, CHOSEN).ourVersion(CHOSEN, "Failed", 3), NOTHING)),
            Map.entry(
                    "throttled",
                    new Situation(
                            theImage(),
                            new Outcome.Refused(new Trouble.Throttled(
                                    "TooManyRequests", "slow down", Optional.of(Duration.ofSeconds(7)))),
                            Duration.ofMinutes(2))),
            Map.entry(
                    "down-for-long",
                    new Situation(
                            theImage()
                                    .gallery(new Reading.Unread<>(new Trouble.Unavailable(
                                            "ServerTimeout", "The request timed out.", Optional.empty()))),
                            NOTHING,
                            Duration.ofMinutes(12))),
            Map.entry(
                    "denied",
                    new Situation(
                            theImage(),
                            new Outcome.Refused(new Trouble.Denied(
                                    "AuthorizationFailed", "The client 'c' does not have authorization")))),
            Map.entry("vhd-copying", new Situation(copy(CopyStatus.PENDING), NOTHING)),
            Map.entry("vhd-copy-failed", new Situation(copy(CopyStatus.FAILED), NOTHING)),
            Map.entry(
                    "vhd-and-image-ready",
                    new Situation(
                            prepared().toNoGallery().toManagedImage().ourVhd().ourManagedImage("Succeeded", 1),
                            NOTHING)),
            Map.entry(
                    "all-targets-ready",
                    new Situation(
                            prepared()
                                    .toManagedImage()
                                    .remembering(1, CHOSEN)
                                    .ourVhd()
                                    .ourManagedImage("Succeeded", 1)
                                    .ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Completed", 100)),
                            NOTHING)),
            Map.entry(
                    "uploaded-vhd-uneven",
                    new Situation(
                            theImage()
                                    .fromVhd()
                                    .sourceFooter(Vhds.footer(fields -> fields.putLong(Vhds.CURRENT_SIZE, 1_000_000))),
                            NOTHING)),
            Map.entry(
                    "uploaded-vhd-saving",
                    new Situation(
                            theImage().fromVhd().remembering(1, CHOSEN).ourVersion(CHOSEN, "Creating", 1), NOTHING)),
            Map.entry(
                    "found-vhd-to-managed-image",
                    new Situation(
                            theImage()
                                    .fromSoughtVhd()
                                    .toNoGallery()
                                    .toManagedImage()
                                    .remembering(1, CHOSEN),
                            TAKEN)),
            Map.entry(
                    "found-vhd-ready",
                    new Situation(
                            theImage()
                                    .fromSoughtVhd()
                                    .toNoGallery()
                                    .toManagedImage()
                                    .remembering(1, CHOSEN)
                                    .ourManagedImage("Succeeded", 1),
                            NOTHING)),
            Map.entry("deleting-copy", new Situation(copy(CopyStatus.PENDING).deleting(DeletionPolicy.Retain), TAKEN)),
            Map.entry(
                    "deleting-in-use",
                    new Situation(
                            theImage()
                                    .deleting(DeletionPolicy.Delete)
                                    .ourVersion(CHOSEN, "Succeeded", 1)
                                    .usedBy(CHOSEN, "team/pool"),
                            NOTHING)));

    private static Given prepared() {
        return theImage().toVhd().claimedBy(OWNER).power(PowerState.DEALLOCATED).generalized();
    }

    /** 12 of 30 GiB. */
    private static Given copy(CopyStatus status) {
        Given given = prepared().toNoGallery().remembering(1, CHOSEN).accessNoted();
        return given.blob(Vhds.copied(status, Vhds.SIZE * 2 / 5, given.marked(1)));
    }

    @SuppressWarnings("unused")
    private static final java.util.Set<String> NAMES = SITUATIONS.keySet();

    @ParameterizedTest
    @FieldSource("NAMES")
    void says(String name) throws IOException {
        Situation situation = SITUATIONS.get(name);
        ImageSnapshot snapshot = situation.given().snapshot();
        ImageStep step = ImageDecision.decide(snapshot);
        GOLDEN.check(
                name,
                ImageStatusView.status(
                        snapshot,
                        step,
                        ImageStatusView.standing(snapshot, step, situation.outcome()),
                        situation.delayed(),
                        CustomImageStatus.empty()));
    }

    @Test
    void whatAzureDoesNotTellForAWhileStaysAsItWas() {
        Given saved = prepared()
                .remembering(1, CHOSEN)
                .ourVhd()
                .ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Completed", 100));
        CustomImageStatus ready = status(saved, CustomImageStatus.empty());

        CustomImageStatus unread = status(
                saved.blobs(new Reading.Unread<>(
                        new Trouble.Unavailable("ServerBusy", "The server is busy.", Optional.empty()))),
                ready);

        assertThat(unread.current()).isEqualTo(ready.current());
        assertThat(unread.build()).isEqualTo(ready.build());
        assertThat(unread.conditions())
                .filteredOn(condition -> List.of("SourceAccepted", "Generalized", "Saved", "Replicated")
                        .contains(condition.type()))
                .hasSize(4)
                .allMatch(ready.conditions()::contains);
        assertThat(unread.conditions())
                .filteredOn(condition -> condition.type().equals("Ready"))
                .extracting(Condition::reason)
                .containsExactly("AzureBusy");
    }

    private static CustomImageStatus status(Given given, CustomImageStatus before) {
        ImageSnapshot snapshot = given.snapshot();
        ImageStep step = ImageDecision.decide(snapshot);
        return ImageStatusView.status(
                snapshot, step, ImageStatusView.standing(snapshot, step, NOTHING), Duration.ZERO, before);
    }

    @Test
    void everyGoldenFileHasItsSituation() throws IOException {
        GOLDEN.holdsOnly(SITUATIONS.keySet());
    }
}
