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
    void aListTellsHowCopiesStand() {
        site.put(target, "x-ms-copy-source", grant(3600));
        String list = azure.endpoint("blob") + "/vhdstore/system?restype=container&comp=list";
        assertThat(site.get(list + "&include=copy").text())
                .contains("<CopyStatus>pending</CopyStatus>")
                .contains("<CopyProgress>");
        assertThat(site.get(list).text())
                .contains("<Name>images/one.vhd</Name>")
                .doesNotContain("CopyStatus");
    }

    @Test
    void aListTellsThatACopyHasFailedSinceItsSourceWasClosed() {
        site.put(target, "x-ms-copy-source", grant(3600));
        revoke();
        azure.advance(Duration.ofSeconds(5));
        String list = azure.endpoint("blob") + "/vhdstore/system?restype=container&comp=list&include=copy";
        assertThat(site.get(list).text())
                .contains("<CopyStatus>failed</CopyStatus>")
                .contains("<CopyStatusDescription>403 AuthenticationFailed")
                .contains("<Content-Length>0</Content-Length>");
    }

    @Test
    void aCopyIsAbortedByItsIdAndLeavesAnEmptyBlob() {
        BlobSite.Blob begun = site.put(target, "x-ms-copy-source", grant(3600));
        String abort = target + "?comp=copy&copyid=";
        assertThat(site.put(abort + "other", "x-ms-copy-action", "abort").code())
                .isEqualTo("CopyIdMismatch");
        assertThat(site.delete(target).code()).isEqualTo("PendingCopyOperation");
        String id = begun.header("x-ms-copy-id");
        assertThat(site.put(abort + id, "x-ms-copy-action", "abort").status()).isEqualTo(204);
        BlobSite.Blob aborted = site.head(target);
        assertThat(aborted.header("x-ms-copy-status")).isEqualTo("aborted");
        assertThat(aborted.header("Content-Length")).isEqualTo("0");
        assertThat(site.put(abort + id, "x-ms-copy-action", "abort").code()).isEqualTo("NoPendingCopyOperation");
        assertThat(site.delete(target).status()).isEqualTo(202);
    }

    @Test
    void aCopyFailsWhenItsSourceEndsBeforeItsBytesHaveArrived() {
        site.put(target, "x-ms-copy-source", grant(30));
        azure.advance(Duration.ofMinutes(10));
        BlobSite.Blob failed = site.head(target);
        assertThat(failed.header("x-ms-copy-status")).isEqualTo("failed");
        assertThat(failed.header("x-ms-copy-status-description")).startsWith("403 AuthenticationFailed");
    }

    @Test
    void aCopyInsideAnAccountIsOverAtOnce() {
        site.text(target, "template");
        BlobSite.Blob copied = site.put(target + ".copy", "x-ms-copy-source", target);
        assertThat(copied.status()).isEqualTo(202);
        assertThat(copied.header("x-ms-copy-status")).isEqualTo("success");
        assertThat(site.get(target + ".copy").text()).isEqualTo("template");
    }

    @Test
    void aSourceThatTheCallerMayNotReadIsNotCopied() {
        String other = site.container("elsewhere", "vhds") + "/a.vhd";
        site.pages(other, 1024);
        BlobSite.Blob closed = site.put(target, "x-ms-copy-source", other);
        assertThat(closed.status()).isEqualTo(409);
        assertThat(closed.code()).isEqualTo("CannotVerifyCopySource");
        String url = grant(3600);
        revoke();
        BlobSite.Blob revoked = site.put(target, "x-ms-copy-source", url);
        assertThat(revoked.status()).isEqualTo(403);
        assertThat(revoked.code()).isEqualTo("CannotVerifyCopySource");
        assertThat(site.put(target, "x-ms-copy-source", "https://example.org/a.vhd")
                        .code())
                .isEqualTo("CannotVerifyCopySource");
        assertThat(site.head(target).status()).isEqualTo(404);
    }

    @Test
    void howFastCopiesAreIsASetting() {
        azure.admin("PUT", "/settings", "{\"copyMiBPerSecond\":1024}");
        site.put(target, "x-ms-copy-source", grant(3600));
        azure.advance(Duration.ofSeconds(5));
        assertThat(site.head(target).header("x-ms-copy-status")).isEqualTo("success");
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
