package io.azbatch.operator.image;

import static io.azbatch.operator.image.Given.CHOSEN;
import static io.azbatch.operator.image.Given.OWNER;
import static io.azbatch.operator.image.Given.SOMEBODY;
import static io.azbatch.operator.image.Given.replica;
import static io.azbatch.operator.image.Given.theImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.operator.cloud.Blobs.CopyStatus;
import io.azbatch.operator.cloud.Disks.Access;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.Sas;
import io.azbatch.operator.cloud.StorageAccounts.StorageAccount;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.control.BlobMarks;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.image.pass.ImageStep.CopyDisk;
import io.azbatch.operator.image.pass.ImageStep.PutTemplate;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A managed OS disk is copied to a VHD: each situation on the way, also those that a crash leaves, and what is done. */
final class VhdTargetTest {

    private static final String WHERE = Given.VHD + "vm-guid.vhd";
    private static final Access GRANTED =
            new Access.Granted(new Sas(URI.create("https://md-1.z1.blob.storage.azure.net/x/abcd?sig=secret")));

    /** What the storage services say to a caller whom their firewall keeps out, and to one without the right. */
    private static final Trouble DENIED =
            new Trouble.Denied("AuthorizationFailure", "This request is not authorized to perform this operation.");

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"preflight", "theRoad", "access", "failures", "deletion"})
    void does(String situation, Given given, String expected) {
        assertThat(Told.of(given)).isEqualTo(expected);
    }

    static Stream<Arguments> preflight() {
        return Stream.of(
                arguments("no account", toVhd().account(absent()), "Blocked StorageAccountNotFound"),
                arguments(
                        "account of files",
                        toVhd().account(account -> kind(account, "FileStorage", "Standard_LRS", false)),
                        "Blocked StorageAccountUnfit"),
                arguments(
                        "premium account",
                        toVhd().account(account -> kind(account, "StorageV2", "Premium_LRS", false)),
                        "Blocked StorageAccountUnfit"),
                arguments(
                        "data lake",
                        toVhd().account(account -> kind(account, "StorageV2", "Standard_LRS", true)),
                        "Blocked StorageAccountUnfit"),
                arguments(
                        "older general-purpose account",
                        toVhd().account(account -> kind(account, "Storage", "Standard_GRS", false)),
                        "claiming virtual machine template"),
                arguments("account elsewhere", toVhd().account(VhdTargetTest::abroad), "Blocked DifferentRegion"),
                arguments(
                        "account that is still being made",
                        toVhd().account(VhdTargetTest::withoutEndpoint),
                        "Blocked StorageAccountUnfit"),
                arguments("somebody's VHD", toVhd().blob(Vhds.captured(Map.of())), "Blocked VhdNotOurs"),
                arguments("somebody's template", toVhd().blob(Vhds.template(Map.of())), "Blocked VhdNotOurs"),
                arguments(
                        "another object's VHD",
                        toVhd().blob(Vhds.whole(BlobMarks.metadata(SOMEBODY.tags("hash")))),
                        "Blocked VhdNotOurs"),
                arguments(
                        "somebody's VHD, to be overwritten",
                        theImage().toNoGallery().toVhdOverwriting().blob(Vhds.captured(Map.of())),
                        "claiming virtual machine template"),
                arguments(
                        "another object's VHD, which is not overwritten",
                        theImage()
                                .toNoGallery()
                                .toVhdOverwriting()
                                .blob(Vhds.whole(BlobMarks.metadata(SOMEBODY.tags("hash")))),
                        "Blocked VhdNotOurs"),
                arguments(
                        "somebody's VHD, to be overwritten, on which somebody holds a lease",
                        theImage().toNoGallery().toVhdOverwriting().blob(Vhds.leased(Vhds.captured(Map.of()))),
                        "Blocked VhdLeased"),
                arguments(
                        "no VHD, to be overwritten",
                        theImage().toNoGallery().toVhdOverwriting().blob(Vhds.block(Vhds.captured(Map.of()))),
                        "Blocked VhdNotPageBlob"),
                arguments("somebody reads the disk", toVhd().diskOpen(), "Blocked DiskAccessHeld"),
                arguments(
                        "no right to list blobs",
                        toVhd().blobs(new Reading.Unread<>(
                                new Trouble.Denied("AuthorizationPermissionMismatch", "no right"))),
                        "Blocked AuthorizationPermissionMismatch"));
    }

    static Stream<Arguments> theRoad() {
        return Stream.of(
                arguments("all is there", toVhd(), "claiming virtual machine template"),
                arguments("generalized", ready(), "remember: beginning attempt 1"),
                arguments(
                        "with a gallery the version is chosen too",
                        generalized(theImage().toVhd()),
                        "remember: choosing version " + Given.CHOSEN + " for attempt 1"),
                arguments(
                        "no container",
                        begun().blobs(absent()),
                        "creating container system at https://acct.blob.core.windows.net/"),
                arguments("build begun", begun(), "remember: noting that disk template_OsDisk will be read"),
                arguments("access noted", begun().accessNoted(), "asking for the right to read disk template_OsDisk"),
                arguments("access asked for", begun().accessNoted().access(new Access.Pending()), "Working Building"),
                arguments(
                        "access granted",
                        begun().accessNoted().diskOpen().access(GRANTED),
                        "copying the OS disk to " + WHERE),
                arguments(
                        "copy under way",
                        copy(begun().accessNoted().diskOpen().access(GRANTED), CopyStatus.PENDING, 1),
                        "Working Building"),
                arguments(
                        "copied",
                        copy(begun().accessNoted().diskOpen().access(GRANTED), CopyStatus.SUCCESS, 1),
                        "taking back the right to read disk template_OsDisk"),
                arguments(
                        "being taken back",
                        copy(begun().accessNoted().diskOpen().access(new Access.Revoking()), CopyStatus.SUCCESS, 1),
                        "Working Building"),
                arguments(
                        "taken back",
                        copy(begun().accessNoted(), CopyStatus.SUCCESS, 1),
                        "remember: noting that disk template_OsDisk is not read any more"),
                arguments(
                        "access forgotten",
                        copy(begun(), CopyStatus.SUCCESS, 1),
                        "writing template " + Vhds.template(Map.of()).uri()),
                arguments("template written", begun().ourVhd(), "Settled Ready"),
                arguments(
                        "with a gallery that is next",
                        generalized(theImage().toVhd())
                                .remembering(1, Given.CHOSEN)
                                .ourVhd(),
                        "saving image version " + Given.CHOSEN),
                arguments(
                        "observed only",
                        begun().accessNoted().policy(new ReconcilePolicy.Observe()),
                        "Blocked DriftObserved"),
                arguments(
                        "observed only: what is written down before an effect is not written either",
                        begun().policy(new ReconcilePolicy.Observe()),
                        "Blocked DriftObserved"),
                arguments(
                        "observed only, no build begun",
                        ready().policy(new ReconcilePolicy.Observe()),
                        "Blocked DriftObserved"));
    }

    /** Azure tells the URL of a disk once, to the process that asked; all else is lost in a crash. */
    static Stream<Arguments> access() {
        return Stream.of(
                arguments(
                        "crashed after access was granted, before the copy",
                        begun().accessNoted().diskOpen(),
                        "taking back the right to read disk template_OsDisk"),
                arguments(
                        "crashed while it is copied: the copy goes on",
                        copy(begun().accessNoted().diskOpen(), CopyStatus.PENDING, 1),
                        "Working Building"),
                arguments(
                        "crashed after the copy",
                        copy(begun().accessNoted().diskOpen(), CopyStatus.SUCCESS, 1),
                        "taking back the right to read disk template_OsDisk"),
                arguments(
                        "status lost while it is copied",
                        copy(ready().diskOpen(), CopyStatus.PENDING, 1),
                        "Working Building"),
                arguments(
                        "status lost after the copy",
                        copy(ready().diskOpen(), CopyStatus.SUCCESS, 1),
                        "taking back the right to read disk template_OsDisk"),
                arguments(
                        "status lost after the right was taken back",
                        copy(ready(), CopyStatus.SUCCESS, 1),
                        "writing template " + Vhds.template(Map.of()).uri()),
                arguments("status lost, all complete", toVhd().ourVhd(), "Settled Ready"),
                arguments(
                        "it has run out before the copy could begin",
                        begun().accessNoted().access(GRANTED),
                        "taking back the right to read disk template_OsDisk"),
                arguments(
                        "account gone before the copy could begin",
                        begun().account(absent()).accessNoted().diskOpen().access(GRANTED),
                        "taking back the right to read disk template_OsDisk"),
                arguments(
                        "somebody's VHD has appeared before the copy could begin",
                        begun().blob(Vhds.captured(Map.of()))
                                .accessNoted()
                                .diskOpen()
                                .access(GRANTED),
                        "taking back the right to read disk template_OsDisk"),
                arguments(
                        "refused",
                        begun().accessNoted().access(new Access.Failed("BadRequest: no")),
                        "Blocked DiskAccessFailed"),
                arguments(
                        "given just when it is not wanted any more",
                        begun().machine(absent()).accessNoted().access(new Access.Pending()),
                        "Working Building"),
                arguments(
                        "machine gone, disk open",
                        begun().machine(absent()).accessNoted().diskOpen(),
                        "taking back the right to read disk template_OsDisk"),
                arguments(
                        "the VHD is not asked for any more",
                        theImage().accessNoted().diskOpen(),
                        "taking back the right to read disk template_OsDisk"));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        "copy failed, disk open",
                        copy(begun().accessNoted().diskOpen().access(GRANTED), CopyStatus.FAILED, 1),
                        "taking back the right to read disk template_OsDisk"),
                arguments(
                        "copy failed, right taken back",
                        copy(begun(), CopyStatus.FAILED, 1),
                        "remember: beginning attempt 2"),
                arguments(
                        "second attempt written down",
                        copy(begun(2), CopyStatus.FAILED, 1),
                        "remember: noting that disk template_OsDisk will be read"),
                arguments(
                        "second attempt, access noted",
                        copy(begun(2).accessNoted(), CopyStatus.FAILED, 1),
                        "asking for the right to read disk template_OsDisk"),
                arguments(
                        "second attempt, access granted: over what the first has left",
                        copy(begun(2).accessNoted().diskOpen().access(GRANTED), CopyStatus.FAILED, 1),
                        "copying the OS disk to " + WHERE),
                arguments(
                        "copy ended by somebody",
                        copy(begun(), CopyStatus.ABORTED, 1),
                        "remember: beginning attempt 2"),
                arguments(
                        "copy failed beside a version whose last change failed, which keeps its name",
                        copy(
                                generalized(theImage().toVhd())
                                        .at("2026-11-23T11:00:00Z")
                                        .remembering(1, CHOSEN)
                                        .ourVersion(CHOSEN, "Failed", 1, replica("westeurope", "Completed", 100)),
                                CopyStatus.FAILED,
                                1),
                        "remember: choosing version " + CHOSEN + " for attempt 2"),
                arguments("failed three times", copy(begun(3), CopyStatus.FAILED, 3), "Blocked AttemptsSpent"),
                arguments(
                        "failed three times, status lost",
                        copy(ready(), CopyStatus.FAILED, 3),
                        "Blocked AttemptsSpent"),
                arguments(
                        "failed three times, a new request",
                        copy(begun(3), CopyStatus.FAILED, 3).requested("now"),
                        "remember: beginning attempt 4"),
                arguments(
                        "copied, but no VHD",
                        copy(begun(), CopyStatus.SUCCESS, 1).footer(new byte[512]),
                        "remember: beginning attempt 2"),
                arguments(
                        "copied, but damaged, the third time",
                        copy(begun(3), CopyStatus.SUCCESS, 3).footer(Vhds.damagedFooter()),
                        "Blocked AttemptsSpent"));
    }

    static Stream<Arguments> deletion() {
        return Stream.of(
                arguments(
                        "while it is copied",
                        copy(begun().accessNoted().diskOpen().deleting(DeletionPolicy.Retain), CopyStatus.PENDING, 1),
                        "ending the copy to " + WHERE),
                arguments(
                        "copy ended",
                        copy(begun().accessNoted().diskOpen().deleting(DeletionPolicy.Retain), CopyStatus.ABORTED, 1),
                        "taking back the right to read disk template_OsDisk"),
                arguments(
                        "right taken back",
                        copy(begun().accessNoted().deleting(DeletionPolicy.Retain), CopyStatus.ABORTED, 1),
                        "remember: noting that disk template_OsDisk is not read any more"),
                arguments(
                        "half a VHD goes even when what is saved is retained",
                        copy(begun().deleting(DeletionPolicy.Retain), CopyStatus.ABORTED, 1),
                        "deleting " + WHERE + " (its copy did not come to its end)"),
                arguments(
                        "access asked for, no copy begun",
                        begun().accessNoted().access(new Access.Pending()).deleting(DeletionPolicy.Retain),
                        "Working Building"),
                arguments(
                        "the account does not let us in, and the right is taken back all the same",
                        begun().account(new Reading.Unread<>(DENIED))
                                .accessNoted()
                                .diskOpen()
                                .deleting(DeletionPolicy.Retain),
                        "taking back the right to read disk template_OsDisk"),
                arguments(
                        "the account does not let us in",
                        begun().account(new Reading.Unread<>(DENIED)).deleting(DeletionPolicy.Retain),
                        "Terminating AuthorizationFailure"),
                arguments(
                        "the disk can not be read",
                        begun().accessNoted().disk(new Reading.Unread<>(DENIED)).deleting(DeletionPolicy.Retain),
                        "Terminating AuthorizationFailure"),
                arguments("retained", begun().ourVhd().deleting(DeletionPolicy.Retain), "release"),
                arguments(
                        "deleted",
                        begun().ourVhd().deleting(DeletionPolicy.Delete),
                        "deleting " + WHERE + " (deletionPolicy is Delete)"),
                arguments(
                        "template left",
                        begun().blob(Vhds.template(begun().marked(1))).deleting(DeletionPolicy.Delete),
                        "deleting " + Vhds.template(Map.of()).uri() + " (deletionPolicy is Delete)"),
                arguments(
                        "somebody's VHD stays",
                        begun().blob(Vhds.captured(Map.of())).deleting(DeletionPolicy.Delete),
                        "release"),
                arguments("account gone", begun().account(absent()).deleting(DeletionPolicy.Delete), "release"));
    }

    @Test
    void aCopyCarriesTheMarkAndTheAttempt() {
        var step = ImageDecision.decide(copy(begun(2).accessNoted().diskOpen().access(GRANTED), CopyStatus.FAILED, 1)
                .snapshot());
        assertThat(step).isInstanceOfSatisfying(CopyDisk.class, copy -> {
            assertThat(copy.overwrite()).isTrue();
            assertThat(copy.metadata())
                    .containsEntry("azbatch_owner", "cluster-1/team/ubuntu")
                    .containsEntry("azbatch_owner_uid", "uid-1")
                    .containsEntry(
                            "azbatch_spec_hash",
                            begun().plan().vhd().orElseThrow().hash())
                    .containsEntry("azbatch_attempt", "2")
                    .containsEntry("azbatch_base_offer", "ubuntu-24_04-lts");
            assertThat(copy.metadata().keySet()).allMatch(name -> name.matches("[a-z_]+"));
        });
    }

    @Test
    void aFirstCopyOverwritesNothing() {
        assertThat(ImageDecision.decide(
                        begun().accessNoted().diskOpen().access(GRANTED).snapshot()))
                .isInstanceOfSatisfying(
                        CopyDisk.class, copy -> assertThat(copy.overwrite()).isFalse());
    }

    @Test
    void theRightToReadShowsNowhere() {
        var step = ImageDecision.decide(
                begun().accessNoted().diskOpen().access(GRANTED).snapshot());
        assertThat(step.toString()).doesNotContain("secret");
    }

    @Test
    void theTemplateHasTheFormThatAzureGivesIt() {
        assertThat(ImageDecision.decide(copy(begun(), CopyStatus.SUCCESS, 1).snapshot()))
                .isInstanceOfSatisfying(PutTemplate.class, template -> assertThat(template.text())
                        .startsWith(
                                "{\"$schema\":\"http://schema.management.azure.com/schemas/2014-04-01-preview/VM_IP.json\"")
                        .contains("\"image\":{\"uri\":\"" + WHERE + "\"}")
                        .contains("\"name\":\"img-osDisk.vm-guid.vhd\"")
                        .contains("\"provisioningState\":0")
                        .contains("\"vmSize\":{\"type\":\"string\",\"defaultValue\":\"Standard_D4s_v3\"}"));
    }

    @Test
    void aTemplateThatSomebodyHasPutThereMeanwhileIsNotOverwritten() {
        Given copied = copy(begun(), CopyStatus.SUCCESS, 1).blob(Vhds.template(Map.of()));
        assertThat(ImageDecision.decide(copied.snapshot()))
                .isInstanceOfSatisfying(PutTemplate.class, template -> assertThat(template.overwrite())
                        .isFalse());
    }

    @Test
    void progressIsToldInGiB() {
        assertThat(Told.message(copy(begun().accessNoted(), CopyStatus.PENDING, 1)))
                .isEqualTo("copying the OS disk: 12 of 30 GiB (40 %)");
    }

    @Test
    void aFirewallIsNamedBesideTheRight() {
        assertThat(Told.message(toVhd().blobs(new Reading.Unread<>(DENIED))))
                .contains("Let the operator through the firewall of the storage account");
    }

    private static Given toVhd() {
        return theImage().toNoGallery().toVhd();
    }

    private static Given ready() {
        return generalized(toVhd());
    }

    private static Given generalized(Given given) {
        return given.claimedBy(OWNER).power(PowerState.DEALLOCATED).generalized();
    }

    private static Given begun() {
        return begun(1);
    }

    private static Given begun(int attempt) {
        return ready().remembering(attempt, CHOSEN);
    }

    private static Given copy(Given given, CopyStatus status, int attempt) {
        return given.blob(Vhds.copied(status, Vhds.SIZE * 2 / 5, given.marked(attempt)));
    }

    private static StorageAccount kind(StorageAccount account, String kind, String sku, boolean hierarchical) {
        return new StorageAccount(
                account.id(),
                account.location(),
                kind,
                sku,
                account.blobEndpoint(),
                hierarchical,
                account.provisioningState());
    }

    private static StorageAccount abroad(StorageAccount account) {
        return new StorageAccount(
                account.id(),
                new Region("northeurope"),
                account.kind(),
                account.sku(),
                account.blobEndpoint(),
                false,
                account.provisioningState());
    }

    private static StorageAccount withoutEndpoint(StorageAccount account) {
        return new StorageAccount(
                account.id(), account.location(), account.kind(), account.sku(), URI.create(""), false, "Creating");
    }

    private static <T> Reading<T> absent() {
        return new Reading.Absent<>("ResourceNotFound", "not there");
    }
}
