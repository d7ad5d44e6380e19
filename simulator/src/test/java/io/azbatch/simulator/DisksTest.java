package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Managed disks. */
final class DisksTest {
    private static final String BODY = """
            {"location":"westeurope","sku":{"name":"Premium_LRS"},
             "properties":{"creationData":{"createOption":"Empty"},"diskSizeGB":500}}""";

    private final Caller azure = new Caller();
    private String disk = "";
    private Estate estate;

    @BeforeEach
    void group() {
        estate = new Estate(azure);
        disk = azure.compute() + "/disks/d1";
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer put(String body) {
        return azure.arm("PUT", disk, Caller.DISK, body);
    }

    @Test
    void everyWriteIs202WithAPartialBodyAndBothAddresses() {
        Answer accepted = put(BODY);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Retry-After")).isEqualTo("2");
        assertThat(accepted.header("Azure-AsyncOperation"))
                .contains("/DiskOperations/")
                .contains("?p=");
        assertThat(accepted.header("Location")).contains("&monitor=true&api-version=");
        assertThat(accepted.text("properties", "provisioningState")).isEqualTo("Updating");
        assertThat(accepted.at("properties").has("diskState")).isFalse();
        assertThat(accepted.at("sku").toString()).isEqualTo("{\"name\":\"Premium_LRS\"}");
    }

    @Test
    void theOperationEndsWithTheWholeDisk() {
        Answer accepted = put(BODY);
        azure.advance(Duration.ofSeconds(1));
        Answer poll = azure.follow(accepted.header("Azure-AsyncOperation"));
        assertThat(poll.text("status")).isEqualTo("Succeeded");
        assertThat(poll.text("properties", "output", "properties", "diskState")).isEqualTo("Unattached");
        assertThat(poll.text("properties", "output", "properties", "tier")).isEqualTo("P20");
        assertThat(poll.at("properties", "output", "properties", "diskSizeBytes")
                        .asLong())
                .isEqualTo(536870912000L);
        Answer monitor = azure.follow(accepted.header("Location"));
        assertThat(monitor.status()).isEqualTo(200);
        assertThat(monitor.body()).isEqualTo(azure.get(disk, Caller.DISK).body());
    }

    @Test
    void aDeletedDiskIs404ByTheProviderFirst() {
        put(BODY);
        azure.advance(Duration.ofSeconds(1));
        assertThat(azure.arm("DELETE", disk, Caller.DISK, "").status()).isEqualTo(202);
        azure.advance(Duration.ofSeconds(1));
        Answer soon = azure.get(disk, Caller.DISK);
        assertThat(soon.code()).isEqualTo("NotFound");
        assertThat(soon.message()).isEqualTo("Disk d1 is not found.");
        azure.advance(Duration.ofMinutes(2));
        assertThat(azure.get(disk, Caller.DISK).code()).isEqualTo("ResourceNotFound");
        assertThat(azure.arm("DELETE", disk, Caller.DISK, "").status()).isEqualTo(204);
    }

    @Test
    void anAttachedDiskIsNotDeletedAndDoesNotGrowWhileItsMachineRuns() {
        String machine = estate.machine("vm1");
        disk = azure.get(machine, Caller.COMPUTE).text("properties", "storageProfile", "osDisk", "managedDisk", "id");
        Answer refused = azure.arm("DELETE", disk, Caller.DISK, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message()).endsWith("is attached to VM " + machine + ".");
        Answer grown = azure.arm("PATCH", disk, Caller.DISK, "{\"properties\":{\"diskSizeGB\":64}}");
        assertThat(grown.status()).isEqualTo(409);
        azure.arm("POST", machine + "/deallocate", Caller.COMPUTE, "");
        azure.advance(Duration.ofMinutes(2));
        assertThat(azure.arm("PATCH", disk, Caller.DISK, "{\"properties\":{\"diskSizeGB\":64}}")
                        .status())
                .isEqualTo(202);
        assertThat(azure.arm("PATCH", disk, Caller.DISK, "{\"properties\":{\"diskSizeGB\":32}}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aCopyNeedsItsSource() {
        Answer refused = put("""
                {"location":"westeurope","properties":{"creationData":{"createOption":"Copy",
                 "sourceResourceId":"%s/disks/absent"}}}""".formatted(azure.compute()));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("NotFound");
        assertThat(refused.message()).isEqualTo("Resource absent is not found.");
    }

    @Test
    void aChangeTellsTheKindAndTheTierThatTheDiskHasStill() {
        put(BODY);
        azure.advance(Duration.ofSeconds(1));
        Answer grown = azure.arm("PATCH", disk, Caller.DISK, "{\"properties\":{\"diskSizeGB\":1000}}");
        assertThat(grown.at("sku").toString()).isEqualTo("{\"name\":\"Premium_LRS\",\"tier\":\"Premium\"}");
        assertThat(grown.text("properties", "tier")).isEqualTo("P20");
        azure.advance(Duration.ofSeconds(1));
        assertThat(azure.get(disk, Caller.DISK).text("properties", "tier")).isEqualTo("P30");
    }

    @Test
    void aDiskThatWaitsForItsContentHasTheTierOfItsAnnouncedLength() {
        put("""
                {"location":"westeurope","sku":{"name":"Premium_LRS"},
                 "properties":{"creationData":{"createOption":"Upload","uploadSizeBytes":21474836992}}}""");
        azure.advance(Duration.ofSeconds(1));
        Answer waiting = azure.get(disk, Caller.DISK);
        assertThat(waiting.text("properties", "tier")).isEqualTo("P4");
        assertThat(waiting.at("properties").has("diskSizeGB")).isFalse();
    }

    @Test
    void aPutWithoutTagsRemovesThem() {
        put(BODY.replace("{\"location\"", "{\"tags\":{\"a\":\"b\"},\"location\""));
        azure.advance(Duration.ofSeconds(1));
        azure.arm("PATCH", disk, Caller.DISK, "{\"properties\":{\"networkAccessPolicy\":\"DenyAll\"}}");
        azure.advance(Duration.ofSeconds(1));
        assertThat(azure.get(disk, Caller.DISK).text("tags", "a")).isEqualTo("b");
        put(BODY);
        azure.advance(Duration.ofSeconds(1));
        assertThat(azure.get(disk, Caller.DISK).body().has("tags")).isFalse();
    }

    @Test
    void aDiskMadeWithAMachineHasItsTags() {
        String machine = estate.machine("vm1");
        disk = azure.get(machine, Caller.COMPUTE).text("properties", "storageProfile", "osDisk", "managedDisk", "id");
        assertThat(azure.get(disk, Caller.DISK).text("tags", "team")).isEqualTo("render");
    }

    @Test
    void aDeletionThatIsAskedForTwiceTakesNoDiskThatIsMadeAnew() {
        put(BODY);
        azure.advance(Duration.ofSeconds(1));
        azure.arm("DELETE", disk, Caller.DISK, "");
        azure.advance(Duration.ofMillis(70));
        azure.arm("DELETE", disk, Caller.DISK, "");
        azure.advance(Duration.ofMillis(100));
        assertThat(azure.get(disk, Caller.DISK).status()).isEqualTo(404);
        put(BODY);
        azure.advance(Duration.ofSeconds(1));
        assertThat(azure.get(disk, Caller.DISK).text("properties", "provisioningState"))
                .isEqualTo("Succeeded");
    }
}
