package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.cloud.Blobs;
import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Blobs.BlobType;
import io.azbatch.operator.cloud.Blobs.Container;
import io.azbatch.operator.cloud.Blobs.CopyStatus;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Disks;
import io.azbatch.operator.cloud.Disks.Access;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.ImageSource;
import io.azbatch.operator.cloud.ManagedImages.NewManagedImage;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Sas;
import io.azbatch.operator.cloud.StorageAccounts.StorageAccount;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.Write;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage accounts, blobs, the content of disks and managed images, through the real SDKs. */
final class AzureBlobsTest {

    private static final Region WEST = new Region("westeurope");
    private static final Map<String, String> MARK = Map.of("azbatch_owner", "cluster-1/team/ubuntu");
    private static SimulatedAzure azure;
    private static AzureCloud opened;
    private static Cloud cloud;
    private static Credential owner;
    private static ResourceId account;
    private static Container system;

    @BeforeAll
    static void start(@TempDir Path directory) {
        azure = SimulatedAzure.start(directory);
        opened = azure.cloud(Duration.ZERO);
        cloud = opened.ports();
        owner = azure.owner();
        account = azure.createStorageAccount("renderstore");
        system = new Container(seen(account).blobEndpoint(), "system");
        assertThat(blobs().createContainer(owner, system)).isEqualTo(Write.accepted());
    }

    @AfterAll
    static void stop() {
        opened.close();
        azure.close();
    }

    @Test
    void anAccountTellsWhereItIsAndOfWhatKind() {
        StorageAccount there = seen(account);
        assertThat(there.location()).isEqualTo(WEST);
        assertThat(there.kind()).isEqualTo("StorageV2");
        assertThat(there.sku()).isEqualTo("Standard_LRS");
        assertThat(there.hierarchicalNamespace()).isFalse();
        assertThat(there.provisioningState()).isEqualTo("Succeeded");
        assertThat(there.blobEndpoint().toString()).endsWith("/renderstore/");
        assertThat(cloud.storageAccounts()
                        .list(owner, azure.subscription(), "rg")
                        .found()
                        .orElseThrow())
                .contains(there);
        assertThat(cloud.storageAccounts()
                        .get(owner, ResourceId.storageAccount(azure.subscription(), "rg", "nothere"))
                        .isAbsent())
                .isTrue();
    }

    @Test
    void aContainerThatIsThereIsWhatWasAskedFor() {
        assertThat(blobs().createContainer(owner, system)).isEqualTo(Write.accepted());
    }

    @Test
    void textIsWrittenOnceUnlessItMayBeOverwritten() {
        URI template = system.blob("Microsoft.Compute/Images/vhds/a b-vmTemplate.json");
        assertThat(put(template, false)).isEqualTo(Write.accepted());
        assertThat(put(template, false))
                .isInstanceOfSatisfying(Write.Refused.class, refused -> assertThat(refused.trouble())
                        .isInstanceOf(Trouble.Invalid.class)
                        .extracting(Trouble::code)
                        .isEqualTo("BlobAlreadyExists"));
        assertThat(put(template, true)).isEqualTo(Write.accepted());

        Blob there = blobs().get(owner, template).found().orElseThrow();
        assertThat(there.type()).isEqualTo(BlobType.BLOCK);
        assertThat(there.metadata()).isEqualTo(MARK);
        assertThat(there.copy()).isEmpty();
        assertThat(new String(blobs().tail(owner, template, 4).found().orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("ext}");
        assertThat(blobs().list(owner, system, "Microsoft.Compute/Images/vhds/a b")
                        .found()
                        .orElseThrow())
                .extracting(Blob::uri, Blob::metadata)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(template, MARK));
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertThat(blobs().get(owner, system.blob("no.vhd")).isAbsent()).isTrue();
        assertThat(blobs().tail(owner, system.blob("no.vhd"), 512).isAbsent()).isTrue();
        Container none = new Container(system.account(), "none");
        assertThat(blobs().get(owner, none.blob("no.vhd")).isAbsent()).isTrue();
        assertThat(blobs().list(owner, none, "").isAbsent()).isTrue();
        assertThat(blobs().list(owner, system, "nothing-begins-so").found().orElseThrow())
                .isEmpty();
        assertThat(blobs().delete(owner, system.blob("no.vhd"))).isEqualTo(Write.accepted());
    }

    @Test
    void whoMayNotWriteIsDenied() {
        Write write = blobs().putText(azure.reader(), system.blob("x.json"), "application/json", "{}", false, Map.of());
        assertThat(write).isInstanceOfSatisfying(Write.Refused.class, refused -> assertThat(refused.trouble())
                .isInstanceOf(Trouble.Denied.class)
                .extracting(Trouble::code)
                .isEqualTo("AuthorizationPermissionMismatch"));
    }

    /** Whoever looks after the right must not take a disk that was read before for one that nobody may read. */
    @Test
    void aDiskIsReadAnewWhenItsRightIsFirstSeenGiven() {
        ResourceId disk = stoppedMachinesDisk("shared");
        try (AzureCloud sharing = azure.cloud(Duration.ofHours(1))) {
            Disks disks = sharing.ports().disks();
            assertThat(disks.grantRead(owner, disk, Duration.ofHours(4))).isEqualTo(Write.accepted());
            disks.get(owner, disk);
            azure.advance(Duration.ofMinutes(5));

            assertThat(disks.access(owner, disk).found()).containsInstanceOf(Access.Granted.class);
            assertThat(disks.get(owner, disk).found().orElseThrow().accessGranted())
                    .isTrue();
            assertThat(disks.revokeAccess(owner, disk)).isEqualTo(Write.accepted());
        }
    }

    @Test
    void theContentOfADiskIsOpenedCopiedAndClosedAgain() {
        ResourceId disk = stoppedMachinesDisk("exported");
        assertThat(cloud.disks().access(owner, disk).isAbsent()).isTrue();
        assertThat(cloud.disks().grantRead(owner, disk, Duration.ofHours(4))).isEqualTo(Write.accepted());
        Sas sas = granted(disk);
        assertThat(sas.toString()).doesNotContain("sig");
        assertThat(cloud.disks().get(owner, disk).found().orElseThrow().state()).contains("ActiveSAS");

        URI target = system.blob("Microsoft.Compute/Images/vhds/golden-osDisk.1.vhd");
        assertThat(blobs().beginCopy(owner, target, sas, false, MARK)).isEqualTo(Write.accepted());
        Blob begun = blobs().get(owner, target).found().orElseThrow();
        assertThat(begun.copy().orElseThrow().status()).isEqualTo(CopyStatus.PENDING);
        assertThat(begun.copy().orElseThrow().total()).isEqualTo(begun.length());

        azure.advance(Duration.ofHours(3));
        Blob copied = blobs().get(owner, target).found().orElseThrow();
        assertThat(copied.copy().orElseThrow().status()).isEqualTo(CopyStatus.SUCCESS);
        assertThat(copied.type()).isEqualTo(BlobType.PAGE);
        assertThat(copied.metadata()).isEqualTo(MARK);
        byte[] footer = blobs().tail(owner, target, 512).found().orElseThrow();
        assertThat(new String(Arrays.copyOf(footer, 8), StandardCharsets.US_ASCII))
                .isEqualTo("conectix");

        assertThat(cloud.disks().revokeAccess(owner, disk)).isEqualTo(Write.accepted());
        azure.advance(Duration.ofSeconds(1));
        assertThat(cloud.disks().access(owner, disk).isAbsent()).isTrue();
        assertThat(cloud.disks().get(owner, disk).found().orElseThrow().accessGranted())
                .isFalse();
        URI again = system.blob("Microsoft.Compute/Images/vhds/again-osDisk.1.vhd");
        assertThat(blobs().beginCopy(owner, again, sas, false, MARK)).isInstanceOf(Write.Refused.class);
    }

    @Test
    void aCopyCanBeEnded() {
        ResourceId disk = stoppedMachinesDisk("aborted");
        cloud.disks().grantRead(owner, disk, Duration.ofHours(4));
        URI target = system.blob("aborted.vhd");
        assertThat(blobs().beginCopy(owner, target, granted(disk), false, MARK)).isEqualTo(Write.accepted());
        String copy = blobs().get(owner, target)
                .found()
                .flatMap(Blob::copy)
                .orElseThrow()
                .id();
        assertThat(blobs().abortCopy(owner, target, copy)).isEqualTo(Write.accepted());
        assertThat(blobs().get(owner, target)
                        .found()
                        .flatMap(Blob::copy)
                        .orElseThrow()
                        .status())
                .isEqualTo(CopyStatus.ABORTED);
        assertThat(blobs().abortCopy(owner, target, copy)).isEqualTo(Write.accepted());
        cloud.disks().revokeAccess(owner, disk);
    }

    @Test
    void theDiskOfARunningMachineIsNotOpened() {
        azure.createMachine("running");
        assertThat(cloud.disks().grantRead(owner, azure.disk("running-os"), Duration.ofHours(1)))
                .isInstanceOf(Write.Refused.class);
    }

    @Test
    void aManagedImageIsMadeOfAMachineAndGoes() {
        ResourceId machine = stoppedMachine("imaged");
        azure.arm("POST", machine + "/generalize", SimulatedAzure.COMPUTE, "");
        ResourceId image = ResourceId.managedImage(azure.subscription(), "rg", "ubuntu");
        assertThat(cloud.managedImages().get(owner, image).isAbsent()).isTrue();
        assertThat(cloud.managedImages()
                        .create(
                                owner,
                                image,
                                new NewManagedImage(
                                        WEST,
                                        new ImageSource.Machine(machine),
                                        OsType.Linux,
                                        HyperVGeneration.V2,
                                        false,
                                        Map.of("made", "by test"))))
                .isEqualTo(Write.accepted());
        azure.advance(Duration.ofMinutes(1));
        var there = cloud.managedImages().get(owner, image).found().orElseThrow();
        assertThat(there.provisioningState()).isEqualTo("Succeeded");
        assertThat(there.sourceMachine()).contains(machine);
        assertThat(there.tags()).isEqualTo(Map.of("made", "by test"));
        assertThat(cloud.managedImages().delete(owner, image)).isEqualTo(Write.accepted());
        azure.advance(Duration.ofMinutes(1));
        assertThat(cloud.managedImages().get(owner, image).isAbsent()).isTrue();
    }

    private static Blobs blobs() {
        return cloud.blobs();
    }

    private static Write put(URI blob, boolean overwrite) {
        return blobs().putText(owner, blob, "application/json", "{some text}", overwrite, MARK);
    }

    private static StorageAccount seen(ResourceId id) {
        return cloud.storageAccounts().get(owner, id).found().orElseThrow();
    }

    private static ResourceId stoppedMachine(String name) {
        ResourceId machine = azure.createMachine(name);
        azure.arm("POST", machine + "/deallocate", SimulatedAzure.COMPUTE, "");
        azure.advance(Duration.ofMinutes(5));
        return machine;
    }

    private static ResourceId stoppedMachinesDisk(String machine) {
        stoppedMachine(machine);
        return azure.disk(machine + "-os");
    }

    private static Sas granted(ResourceId disk) {
        azure.advance(Duration.ofMinutes(1));
        Reading<Access> access = cloud.disks().access(owner, disk);
        assertThat(access.found()).get().isInstanceOf(Access.Granted.class);
        return ((Access.Granted) access.found().orElseThrow()).sas();
    }
}
