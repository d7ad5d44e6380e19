package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.storage.azurite.Azurite;
import io.azbatch.simulator.storage.azurite.AzuriteCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The blob service: blobs as such, and how it is watched and spoiled. */
final class BlobsTest {
    private final Caller azure = new Caller();
    private final BlobSite site = new BlobSite(azure);
    private String container = "";

    @BeforeEach
    void container() {
        azure.arm("PUT", azure.group(), Caller.CORE, "{\"location\":\"westeurope\"}");
        container = site.container("studio", "vhds");
        azure.admin("DELETE", "/journal", "");
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void everyAnswerEchoesVersionAndClientAndHasAnId() {
        BlobSite.Blob head = site.head(container + "?restype=container", "x-ms-client-request-id", "me-1");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("x-ms-version")).isEqualTo(BlobSite.VERSION);
        assertThat(head.header("x-ms-client-request-id")).isEqualTo("me-1");
        assertThat(head.header("x-ms-request-id")).matches("[0-9a-f-]{36}");
        assertThat(site.get(container, "x-ms-version", "yesterday").code()).isEqualTo("InvalidHeaderValue");
    }

    @Test
    void anAccountThatIsNotThereAndAContainerThatIsNotThereAreToldApart() {
        assertThat(site.get(azure.endpoint("blob") + "/nobody/vhds/a").code()).isEqualTo("ResourceNotFound");
        assertThat(site.get(container + "2/a").code()).isEqualTo("ContainerNotFound");
        assertThat(site.get(container + "/a").code()).isEqualTo("BlobNotFound");
        BlobSite.Blob head = site.head(container + "/a");
        assertThat(head.status()).isEqualTo(404);
        assertThat(head.code()).isEqualTo("BlobNotFound");
        assertThat(site.put(container + "?restype=container").code()).isEqualTo("ContainerAlreadyExists");
    }

    @Test
    void twoAccountsKeepTheirContainersApart() {
        site.text(container + "/a%20dir/b+c.txt", "mine");
        String other = site.container("other", "vhds");
        assertThat(site.get(other + "/a%20dir/b+c.txt").code()).isEqualTo("BlobNotFound");
        String list = site.get(azure.endpoint("blob") + "/other/?comp=list").text();
        assertThat(list)
                .contains("ServiceEndpoint=\"" + azure.endpoint("blob") + "/other/\"")
                .containsOnlyOnce("<Name>");
    }

    @Test
    void aPageBlobHasWholePagesAndIsNotOverwrittenUnasked() {
        String url = container + "/one.vhd";
        assertThat(site.pages(url, 1000).status()).isEqualTo(400);
        assertThat(site.pages(url, 1L << 40).status()).isEqualTo(201);
        byte[] pages = new byte[4 << 20];
        new Random(1).nextBytes(pages);
        assertThat(site.write(url, 1L << 30, pages).status()).isEqualTo(201);
        assertThat(site.write(url, 100, new byte[512]).status()).isBetween(400, 416);
        String range = "bytes=" + (1L << 30) + "-" + ((1L << 30) + pages.length - 1);
        assertThat(site.get(url, "x-ms-range", range).bytes()).isEqualTo(pages);
        assertThat(site.get(url + "?comp=pagelist").text())
                .contains("<Start>" + (1L << 30) + "</Start>")
                .containsOnlyOnce("<PageRange>");
        BlobSite.Blob again =
                site.put(url, "x-ms-blob-type", "PageBlob", "x-ms-blob-content-length", "512", "If-None-Match", "*");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("BlobAlreadyExists");
    }

    @Test
    void aLongBlobIsPassedOnWhole() {
        byte[] content = new byte[20 << 20];
        new Random(2).nextBytes(content);
        String url = container + "/long.bin";
        assertThat(site.call("PUT", url, content, "x-ms-blob-type", "BlockBlob").status())
                .isEqualTo(201);
        assertThat(site.get(url).bytes()).isEqualTo(content);
    }

    @Test
    void pagesAndBlobsCanBeFetchedFromAnotherBlob() {
        site.text(container + "/from.bin", "x".repeat(1024));
        site.pages(container + "/to.vhd", 4096);
        BlobSite.Blob written = site.put(
                container + "/to.vhd?comp=page",
                "x-ms-page-write",
                "update",
                "x-ms-range",
                "bytes=512-1023",
                "x-ms-source-range",
                "bytes=0-511",
                "x-ms-copy-source",
                container + "/from.bin");
        assertThat(written.status()).as(written.text()).isEqualTo(201);
        assertThat(new String(site.get(container + "/to.vhd").bytes(), StandardCharsets.US_ASCII).strip())
                .contains("x".repeat(512));
        BlobSite.Blob made = site.put(
                container + "/copy.bin", "x-ms-blob-type", "BlockBlob", "x-ms-copy-source", container + "/from.bin");
        assertThat(made.status()).isEqualTo(201);
        assertThat(site.get(container + "/copy.bin").text()).isEqualTo("x".repeat(1024));
    }

    @Test
    void theJournalTellsBlobRequestsByNameAndKeepsNoSecrets() {
        site.text(container + "/a.txt", "content that is nobody's business");
        site.get(container + "/a.txt?sv=2020-12-06&sr=b&sp=r&sig=secret");
        JsonNode entries = azure.admin("GET", "/journal", "").at("entries");
        assertThat(entries.get(0).path("operation").asText()).isEqualTo("blob PUT");
        assertThat(entries.get(0).path("listener").asText()).isEqualTo("blob");
        assertThat(entries.get(0).path("applied").asBoolean()).isTrue();
        assertThat(entries.get(0).path("requestBody").asText()).isEmpty();
        assertThat(entries.get(1).path("operation").asText()).isEqualTo("blob GET");
        assertThat(entries.get(1).path("errorCode").asText()).isEqualTo("AuthenticationFailed");
        assertThat(entries.toString()).doesNotContain("secret");
    }

    @Test
    void faultsStrikeBlobRequestsInTheServicesOwnForm() {
        fault(
                "container PUT",
                "{\"type\":\"status\",\"status\":503,\"code\":\"ServerBusy\",\"headers\":{\"Retry-After\":\"3\"}}");
        BlobSite.Blob busy = site.put(container + "2?restype=container");
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.code()).isEqualTo("ServerBusy");
        assertThat(busy.header("Retry-After")).isEqualTo("3");
        assertThat(site.put(container + "2?restype=container").status()).isEqualTo(201);
        fault("blob PUT", "{\"type\":\"applyThenReset\"}");
        assertThatThrownBy(() -> site.text(container + "/a.txt", "applied")).isInstanceOf(AssertionError.class);
        assertThat(site.get(container + "/a.txt").text()).isEqualTo("applied");
    }

    private void fault(String operation, String action) {
        Answer armed = azure.admin(
                "POST",
                "/faults",
                "{\"match\":{\"listener\":\"blob\",\"operation\":\"" + operation + "\"},\"action\":" + action + "}");
        assertThat(armed.status()).as(armed.body().toString()).isEqualTo(201);
    }

    @Test
    void theStoreBeginsWithTheFirstBlobAndEndsWhenItIsClosed() {
        List<ProcessHandle> before = stores();
        try (Azurite own = new Azurite(AzuriteCommand.find());
                Caller other = new Caller(own)) {
            other.arm("PUT", other.group(), Caller.CORE, "{\"location\":\"westeurope\"}");
            assertThat(stores()).hasSameSizeAs(before);
            new BlobSite(other).container("another", "vhds");
            assertThat(stores()).hasSize(before.size() + 1);
        }
        assertThat(stores()).isEqualTo(before);
    }

    private static List<ProcessHandle> stores() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info().commandLine().orElse("").contains("azurite-blob"))
                .toList();
    }
}
