package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies to blobs, and the disks that they are made of. */
final class CopiesTest {
    private static final long GIB = 1L << 30;

    private final Caller azure = new Caller();
    private final BlobSite site = new BlobSite(azure);
    private String disk = "";
    private String target = "";

    @BeforeEach
    void diskAndAccount() {
        Estate estate = new Estate(azure);
        disk = azure.compute() + "/disks/d1";
        azure.arm("PUT", disk, Caller.DISK, """
                {"location":"westeurope","properties":{"creationData":{"createOption":"Empty"},"diskSizeGB":4}}""");
        estate.wait(Duration.ofSeconds(10));
        target = site.container("vhdstore", "system") + "/images/one.vhd";
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private String grant(int seconds) {
        Answer accepted = azure.arm(
                "POST",
                disk + "/beginGetAccess",
                Caller.DISK,
                "{\"access\":\"Read\",\"durationInSeconds\":" + seconds + "}");
        assertThat(accepted.status()).isEqualTo(202);
        azure.advance(Duration.ofSeconds(1));
        return azure.follow(accepted.header("Location")).text("accessSAS");
    }

    private void revoke() {
        assertThat(azure.arm("POST", disk + "/endGetAccess", Caller.DISK, "").status())
                .isEqualTo(202);
    }

    @Test
    void theAddressOfADiskOpensItAsAFixedVhdOfItsTrueSize() {
        String url = grant(3600);
        assertThat(url)
                .matches("https://127\\.0\\.0\\.1:[0-9]+/md-[a-z0-9]{12}/[a-z0-9]{12}/abcd\\?sv=2018-03-28&sr=b"
                        + "&si=[0-9a-f-]{36}&sig=.+");
        BlobSite.Blob head = site.head(url);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(Long.toString(4 * GIB + 512));
        assertThat(head.header("x-ms-blob-type")).isEqualTo("PageBlob");
        BlobSite.Blob tail = site.get(url, "x-ms-range", "bytes=" + 4 * GIB + "-" + (4 * GIB + 511));
        assertThat(tail.status()).isEqualTo(206);
        assertThat(new String(Arrays.copyOf(tail.bytes(), 8), StandardCharsets.US_ASCII))
                .isEqualTo("conectix");
        assertThat(azure.get(disk, Caller.DISK).text("properties", "diskState")).isEqualTo("ActiveSAS");
    }

    @Test
    void aCopyIsPendingUntilItsBytesHadTheTimeToArrive() {
        String url = grant(3600);
        BlobSite.Blob begun = site.put(target, "x-ms-copy-source", url, "x-ms-meta-owner", "me");
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        assertThat(begun.header("x-ms-copy-status")).isEqualTo("pending");
        azure.advance(Duration.ofSeconds(30));
        BlobSite.Blob halfWay = site.head(target);
        assertThat(halfWay.header("x-ms-copy-id")).isEqualTo(begun.header("x-ms-copy-id"));
        assertThat(halfWay.header("x-ms-copy-status")).isEqualTo("pending");
        String[] progress = halfWay.header("x-ms-copy-progress").split("/");
        assertThat(Long.parseLong(progress[0])).isBetween(GIB, 3 * GIB);
        assertThat(Long.parseLong(progress[1])).isEqualTo(4 * GIB + 512);
        assertThat(site.write(target, 0, new byte[512]).code()).isEqualTo("PendingCopyOperation");
        azure.advance(Duration.ofSeconds(60));
        BlobSite.Blob done = site.head(target);
        assertThat(done.header("x-ms-copy-status")).isEqualTo("success");
        assertThat(done.header("x-ms-copy-completion-time")).isNotEmpty();
        assertThat(done.header("x-ms-meta-owner")).isEqualTo("me");
        String tail = "bytes=" + 4 * GIB + "-" + (4 * GIB + 511);
        assertThat(site.get(target, "x-ms-range", tail).bytes())
                .isEqualTo(site.get(url, "x-ms-range", tail).bytes());
    }

    @Test
    void aCopyFailsWhenTheAccessToItsSourceIsTakenBack() {
        String url = grant(3600);
        site.put(target, "x-ms-copy-source", url);
        azure.advance(Duration.ofSeconds(10));
        revoke();
        assertThat(site.get(url).code()).isEqualTo("AuthenticationFailed");
        BlobSite.Blob failed = site.head(target);
        assertThat(failed.header("x-ms-copy-status")).isEqualTo("failed");
        assertThat(failed.header("x-ms-copy-status-description"))
                .isEqualTo("403 AuthenticationFailed \"Copy failed when reading the source.\"");
        assertThat(failed.header("Content-Length")).isEqualTo("0");
    }
}
