package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Machines whose disks are blobs, before that ended, and what Compute makes of blobs. */
final class UnmanagedDisksTest {
    private static final Duration LONG = Duration.ofMinutes(20);

    private final Caller azure = new Caller(Instant.parse("2025-11-01T08:00:00Z"));
    private final BlobSite site = new BlobSite(azure);
    private Estate estate;
    private String account = "";

    @BeforeEach
    void group() {
        estate = new Estate(azure);
        account = site.account("studio");
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private String body(String name, String url) {
        return estate.machineBody(estate.nic(name + "-nic"))
                .replace("Standard_D2s_v3", "Standard_D2_v3")
                .replace("22_04-lts-gen2", "22_04-lts")
                .replace(
                        "\"storageProfile\":{",
                        "\"storageProfile\":{\"osDisk\":{\"name\":\"os\",\"createOption\":\"FromImage\",\"vhd\":{\"uri\":\""
                                + url + "\"}},");
    }

    private Answer machine(String name, String url) {
        return azure.arm("PUT", estate.machineId(name), Caller.COMPUTE, body(name, url));
    }

    @Test
    void aNewMachineMakesItsDiskAsAVhdAndHoldsIt() {
        String url = account + "/vhds/os.vhd";
        Answer created = machine("vm1", url);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(site.head(url).status()).isEqualTo(404);
        azure.advance(LONG);
        BlobSite.Blob disk = site.head(url);
        assertThat(disk.status()).isEqualTo(200);
        assertThat(disk.header("Content-Length")).isEqualTo(Long.toString((30L << 30) + 512));
        assertThat(disk.header("x-ms-lease-state")).isEqualTo("leased");
        assertThat(site.delete(url).code()).isEqualTo("LeaseIdMissing");
        azure.arm("DELETE", estate.machineId("vm1"), Caller.COMPUTE, "");
        azure.advance(LONG);
        assertThat(site.head(url).header("x-ms-lease-state")).isEqualTo("available");
        assertThat(site.delete(url).status()).isEqualTo(202);
    }

    @Test
    void aMachineNeedsAnAccountOfItsRegionAndAFreeAddress() {
        Answer nowhere = machine("vm1", "https://nobody.blob.core.windows.net/vhds/os.vhd");
        assertThat(nowhere.status()).isEqualTo(409);
        assertThat(nowhere.code()).isEqualTo("StorageAccountNotFound");
        machine("vm1", account + "/vhds/os.vhd");
        azure.advance(LONG);
        Answer taken = machine("vm2", account + "/vhds/os.vhd");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("DiskBlobAlreadyInUseByAnotherDisk");
    }

    private Answer image(String url) {
        return azure.arm("PUT", azure.compute() + "/images/i1", Caller.COMPUTE, """
                {"location":"westeurope","properties":{"hyperVGeneration":"V1","storageProfile":{"osDisk":{
                 "osType":"Linux","osState":"Generalized","blobUri":"%s"}}}}""".formatted(url));
    }

    private Answer ended(Answer accepted) {
        assertThat(accepted.status()).as(accepted.body().toString()).isLessThan(300);
        azure.advance(LONG);
        return azure.follow(accepted.header("Azure-AsyncOperation"));
    }

    @Test
    void anImageOfABlobIsMadeOnlyIfTheBlobIsADisk() {
        site.put(account + "/vhds?restype=container");
        assertThat(ended(image(account + "/vhds/none.vhd")).code()).isEqualTo("ImageBlobNotFound");
        site.text(account + "/vhds/text.vhd", "no disk");
        assertThat(ended(image(account + "/vhds/text.vhd")).code()).isEqualTo("IncorrectImageBlobType");
        site.pages(account + "/vhds/zeros.vhd", (1L << 30) + 512);
        Answer noFooter = ended(image(account + "/vhds/zeros.vhd"));
        assertThat(noFooter.code()).isEqualTo("InvalidParameter");
        assertThat(noFooter.message()).contains("conectix");
        assertThat(azure.get(azure.compute() + "/images/i1", Caller.COMPUTE).text("properties", "provisioningState"))
                .isEqualTo("Failed");
        machine("vm1", account + "/vhds/os.vhd");
        azure.advance(LONG);
        assertThat(ended(image(account + "/vhds/os.vhd")).text("status")).isEqualTo("Succeeded");
    }

    @Test
    void aDiskImportedFromABlobHasItsBytes() {
        String url = account + "/vhds/os.vhd";
        machine("vm1", url);
        azure.advance(LONG);
        String disk = azure.compute() + "/disks/imported";
        Answer accepted = azure.arm("PUT", disk, Caller.DISK, """
                {"location":"westeurope","properties":{"osType":"Linux","creationData":{"createOption":"Import",
                 "sourceUri":"%s","storageAccountId":"%s"}}}""".formatted(url, site.accountId("studio")));
        assertThat(ended(accepted).text("status")).isEqualTo("Succeeded");
        assertThat(azure.get(disk, Caller.DISK).at("properties", "diskSizeGB").asInt())
                .isEqualTo(30);
        Answer granted = azure.arm(
                "POST", disk + "/beginGetAccess", Caller.DISK, "{\"access\":\"Read\",\"durationInSeconds\":60}");
        String opened = address(granted);
        assertThat(site.get(opened, "x-ms-range", "bytes=0-511").bytes())
                .isEqualTo(site.get(url, "x-ms-range", "bytes=0-511").bytes());
    }

    private String address(Answer granted) {
        azure.advance(Duration.ofSeconds(1));
        return azure.follow(granted.header("Location")).text("accessSAS");
    }
}
