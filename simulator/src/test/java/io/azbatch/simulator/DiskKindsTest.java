package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What disks and snapshots can be, and how fast they are then. */
final class DiskKindsTest {
    private final Caller azure = new Caller();
    private String disk = "";

    @BeforeEach
    void group() {
        new Estate(azure);
        disk = azure.compute() + "/disks/d";
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer put(String id, String sku, String properties) {
        return azure.arm(
                "PUT",
                id,
                Caller.DISK,
                "{\"location\":\"westeurope\",\"sku\":{\"name\":\"" + sku + "\"},\"properties\":{" + properties + "}}");
    }

    private Answer empty(String sku, String more) {
        return put(disk, sku, "\"creationData\":{\"createOption\":\"Empty\"}," + more);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Gold_LRS     | "diskSizeGB":32
            Premium_LRS  | "diskSizeGB":0
            Premium_LRS  | "diskSizeGB":40000
            Premium_LRS  | "diskSizeGB":32,"tier":"P5"
            Premium_LRS  | "diskSizeGB":32,"burstingEnabled":true
            Standard_LRS | "diskSizeGB":32,"networkAccessPolicy":"AllowSome"
            Standard_LRS | "diskSizeGB":32,"networkAccessPolicy":"AllowPrivate"
            Standard_LRS | "diskSizeGB":32,"encryption":{"type":"EncryptionAtRestWithCustomerKey"}
            Standard_LRS | "diskSizeGB":32,"osType":"Plan9"
            Standard_LRS | "diskSizeGB":32,"hyperVGeneration":"V3"
            Standard_LRS | "diskSizeGB":32,"encryptionSettings":{"diskEncryptionKey":{"secretUrl":"https://v.vault.azure.net/secrets/s/1"}}
            """)
    void aDiskThatCanNotBeIsRefused(String sku, String properties) {
        Answer refused = empty(sku, properties);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidParameter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Premium_LRS   | "diskSizeGB":32                                                | 120   | 25
            Premium_LRS   | "diskSizeGB":32,"tier":"P30"                                   | 5000  | 200
            PremiumV2_LRS | "diskSizeGB":32                                                | 3000  | 125
            PremiumV2_LRS | "diskSizeGB":32,"diskIOPSReadWrite":9000,"diskMBpsReadWrite":400 | 9000  | 400
            UltraSSD_LRS  | "diskSizeGB":32,"diskIOPSReadWrite":700,"diskMBpsReadWrite":70   | 700   | 70
            """)
    void aDiskIsAsFastAsItsKindOrItsOwnerSays(String sku, String properties, int iops, int mbps) {
        assertThat(empty(sku, properties).status()).isEqualTo(202);
        azure.advance(Duration.ofSeconds(1));
        Answer made = azure.get(disk, Caller.DISK);
        assertThat(made.at("properties", "diskIOPSReadWrite").asInt()).isEqualTo(iops);
        assertThat(made.at("properties", "diskMBpsReadWrite").asInt()).isEqualTo(mbps);
        boolean tunable = !sku.equals("Premium_LRS");
        assertThat(made.at("properties", "creationData").has("logicalSectorSize"))
                .isEqualTo(tunable);
    }

    @Test
    void aCopyInTheBackgroundIsAnIncrementalSnapshotsAndTellsHowFarItIs() {
        azure.admin("PUT", "/settings", "{\"snapshotCopySeconds\":7200}");
        empty("Standard_LRS", "\"diskSizeGB\":32");
        azure.advance(Duration.ofSeconds(1));
        String source = azure.compute() + "/snapshots/s";
        String copyOf = "\"incremental\":true,\"creationData\":{\"createOption\":\"%s\",\"sourceResourceId\":\"%s\"}";
        assertThat(put(source, "Standard_LRS", copyOf.formatted("Copy", disk)).status())
                .isEqualTo(202);
        azure.advance(Duration.ofSeconds(1));
        String copy = azure.compute() + "/snapshots/c";
        String start = copyOf.formatted("CopyStart", source);
        assertThat(put(copy, "Standard_LRS", start.replace("\"incremental\":true,", ""))
                        .code())
                .isEqualTo("InvalidParameter");
        assertThat(put(copy, "Standard_LRS", start).status()).isEqualTo(202);
        azure.advance(Duration.ofHours(1));
        assertThat(percent(copy)).isBetween(1.0, 99.0);
        azure.advance(Duration.ofHours(1));
        assertThat(percent(copy)).isEqualTo(100);
    }

    private double percent(String snapshot) {
        return azure.get(snapshot, Caller.DISK)
                .at("properties", "completionPercent")
                .asDouble();
    }
}
