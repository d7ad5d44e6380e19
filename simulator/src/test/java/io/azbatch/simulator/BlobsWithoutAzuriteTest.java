package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.storage.azurite.Azurite;
import io.azbatch.simulator.storage.azurite.AzuriteCommand;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the store is looked for, and what the blob service says when it is not there. */
final class BlobsWithoutAzuriteTest {
    @Test
    void theCommandIsTheGivenOneOrThatOfTheEnvironmentOrThatOfTheCache() {
        Map<String, String> environment = Map.of("HOME", "/home/me", "AZURITE_BLOB", "/opt/azurite-blob");
        assertThat(AzuriteCommand.find(Optional.of("/mine"), environment).executable())
                .isEqualTo(Path.of("/mine"));
        assertThat(AzuriteCommand.find(Optional.empty(), environment).executable())
                .isEqualTo(Path.of("/opt/azurite-blob"));
        assertThat(AzuriteCommand.find(Optional.empty(), Map.of("HOME", "/home/me"))
                        .executable()
                        .toString())
                .startsWith("/home/me/.cache/azure-batch-operator/azurite/")
                .endsWith("/azurite-blob");
    }

    @Test
    void blobRequestsAreRefusedWithWordsThatSayHowToStartIt() {
        try (Azurite missing = new Azurite(new AzuriteCommand(Path.of("not", "there")));
                Caller azure = new Caller(missing)) {
            azure.arm("PUT", azure.group(), Caller.CORE, "{\"location\":\"westeurope\"}");
            BlobSite site = new BlobSite(azure);
            BlobSite.Blob refused = site.put(site.account("studio") + "/vhds?restype=container");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("ServerBusy");
            assertThat(refused.text())
                    .contains("not/there")
                    .contains("hack/azurite/fetch.sh")
                    .contains("--azurite COMMAND");
        }
    }
}
