package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access to what is on disks and snapshots. */
final class DiskAccessTest {
    private static final String READ = "{\"access\":\"Read\",\"durationInSeconds\":600}";

    private final Caller azure = new Caller();
    private final BlobSite site = new BlobSite(azure);
    private Estate estate;

    @BeforeEach
    void group() {
        estate = new Estate(azure);
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private String disk(String name, String properties) {
        String id = azure.compute() + "/disks/" + name;
        Answer accepted =
                azure.arm("PUT", id, Caller.DISK, "{\"location\":\"westeurope\",\"properties\":{" + properties + "}}");
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        azure.advance(Duration.ofSeconds(1));
        return id;
    }

    private String empty(String name) {
        return disk(name, "\"creationData\":{\"createOption\":\"Empty\"},\"diskSizeGB\":1");
    }

    private Answer grant(String disk, String body) {
        return azure.arm("POST", disk + "/beginGetAccess", Caller.DISK, body);
    }

    private String address(Answer granted) {
        assertThat(granted.status()).as(granted.body().toString()).isEqualTo(202);
        azure.advance(Duration.ofSeconds(1));
        return azure.follow(granted.header("Location")).text("accessSAS");
    }

    private Answer revoke(String disk) {
        return azure.arm("POST", disk + "/endGetAccess", Caller.DISK, "");
    }

    private String state(String disk) {
        return azure.get(disk, Caller.DISK).text("properties", "diskState");
    }

    @Test
    void theOperationHasTheAddressUnderItsOutputAndTheLocationHasItAlone() {
        Answer granted = grant(empty("d1"), READ);
        azure.advance(Duration.ofSeconds(1));
        String output = azure.follow(granted.header("Azure-AsyncOperation")).text("properties", "output", "accessSAS");
        assertThat(output).isNotEmpty();
        assertThat(azure.follow(granted.header("Location")).text("accessSAS")).isEqualTo(output);
    }

    @Test
    void anAccessEndsByRevokingOrByItsVirtualTime() {
        String disk = empty("d1");
        String first = address(grant(disk, READ));
        assertThat(site.get(first, "x-ms-range", "bytes=0-511").status()).isEqualTo(206);
        assertThat(revoke(disk).status()).isEqualTo(202);
        assertThat(state(disk)).isEqualTo("Unattached");
        BlobSite.Blob refused = site.get(first);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("AuthenticationFailed");
        String second = address(grant(disk, READ));
        azure.advance(Duration.ofMinutes(11));
        assertThat(site.get(second).status()).isEqualTo(403);
        assertThat(state(disk)).isEqualTo("Unattached");
        assertThat(revoke(disk).status()).isEqualTo(202);
    }

    @Test
    void anOpenDiskIsNotOpenedTwiceNorDeletedNorAttached() {
        String machine = estate.machine("vm1");
        String disk = empty("d1");
        address(grant(disk, READ));
        assertThat(grant(disk, READ).code()).isEqualTo("OperationNotAllowed");
        Answer deleted = azure.arm("DELETE", disk, Caller.DISK, "");
        assertThat(deleted.status()).isEqualTo(409);
        assertThat(deleted.message()).startsWith("There is an active shared access signature outstanding for disk d1.");
        Answer attached = azure.arm(
                "PATCH",
                machine,
                Caller.COMPUTE,
                "{\"properties\":{\"storageProfile\":{\"dataDisks\":[{\"lun\":0,\"createOption\":\"Attach\","
                        + "\"managedDisk\":{\"id\":\"" + disk + "\"}}]}}}");
        assertThat(attached.status()).isEqualTo(409);
        revoke(disk);
        assertThat(azure.arm("DELETE", disk, Caller.DISK, "").status()).isEqualTo(202);
    }

    @Test
    void theDiskOfAMachineIsOpenedOnlyWhileItIsDeallocatedAndKeepsItFromStarting() {
        String machine = estate.machine("vm1");
        String disk =
                azure.get(machine, Caller.COMPUTE).text("properties", "storageProfile", "osDisk", "managedDisk", "id");
        Answer running = grant(disk, READ);
        assertThat(running.status()).isEqualTo(409);
        assertThat(running.code()).isEqualTo("Conflict");
        assertThat(running.message()).contains("is currently attached to running VM " + machine);
        azure.arm("POST", machine + "/deallocate", Caller.COMPUTE, "");
        azure.advance(Duration.ofMinutes(2));
        assertThat(state(disk)).isEqualTo("Reserved");
        address(grant(disk, READ));
        assertThat(state(disk)).isEqualTo("ActiveSAS");
        Answer start = azure.arm("POST", machine + "/start", Caller.COMPUTE, "");
        assertThat(start.status()).isEqualTo(409);
        assertThat(start.message()).contains("active shared access signature");
        revoke(disk);
        assertThat(azure.arm("POST", machine + "/start", Caller.COMPUTE, "").status())
                .isEqualTo(202);
    }

    @Test
    void aWishHasItsBounds() {
        String disk = empty("d1");
        assertThat(grant(disk, "{\"durationInSeconds\":600}").code()).isEqualTo("InvalidParameter");
        assertThat(grant(disk, "{\"access\":\"Read\"}").code()).isEqualTo("InvalidParameter");
        assertThat(grant(disk, "{\"access\":\"Read\",\"durationInSeconds\":0}").status())
                .isEqualTo(400);
        assertThat(grant(disk, "{\"access\":\"Read\",\"durationInSeconds\":5184001}")
                        .status())
                .isEqualTo(400);
        assertThat(grant(disk, "{\"access\":\"Write\",\"durationInSeconds\":600}")
                        .status())
                .isEqualTo(409);
        String closed = disk(
                "d2",
                "\"creationData\":{\"createOption\":\"Empty\"},\"diskSizeGB\":1,\"networkAccessPolicy\":\"DenyAll\"");
        assertThat(grant(closed, READ).status()).isEqualTo(409);
    }

    @Test
    void aCopyOfADiskHasItsBytes() {
        String disk = empty("d1");
        String copy = disk("d2", "\"creationData\":{\"createOption\":\"Copy\",\"sourceResourceId\":\"" + disk + "\"}");
        String one = address(grant(disk, READ));
        String other = address(grant(copy, READ));
        assertThat(site.get(other, "x-ms-range", "bytes=0-511").bytes())
                .isEqualTo(site.get(one, "x-ms-range", "bytes=0-511").bytes());
        String different = address(grant(empty("d3"), READ));
        assertThat(site.get(different, "x-ms-range", "bytes=0-511").bytes())
                .isNotEqualTo(site.get(one, "x-ms-range", "bytes=0-511").bytes());
    }

    @Test
    void aDiskMadeForUploadIsWrittenByItsOwner() {
        String disk = disk("d1", "\"creationData\":{\"createOption\":\"Upload\",\"uploadSizeBytes\":1049088}");
        assertThat(state(disk)).isEqualTo("ReadyToUpload");
        String address = address(grant(disk, "{\"access\":\"Write\",\"durationInSeconds\":600}"));
        assertThat(state(disk)).isEqualTo("ActiveUpload");
        byte[] page = "p".repeat(512).getBytes(StandardCharsets.US_ASCII);
        BlobSite.Blob written = site.call(
                "PUT", address + "&comp=page", page, "x-ms-page-write", "update", "x-ms-range", "bytes=0-511");
        assertThat(written.status()).as(written.text()).isEqualTo(201);
        revoke(disk);
        assertThat(state(disk)).isEqualTo("Unattached");
        String read = address(grant(disk, READ));
        assertThat(site.get(read, "x-ms-range", "bytes=0-511").bytes()).isEqualTo(page);
    }

    @Test
    void aGroupWithAnOpenDiskDoesNotGo() {
        String disk = empty("d1");
        address(grant(disk, READ));
        azure.arm("DELETE", azure.group(), Caller.CORE, "");
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.get(azure.group(), Caller.CORE).status()).isEqualTo(200);
        revoke(disk);
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.get(azure.group(), Caller.CORE).status()).isEqualTo(404);
    }
}
