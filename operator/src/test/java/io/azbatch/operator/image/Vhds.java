package io.azbatch.operator.image;

import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Blobs.BlobType;
import io.azbatch.operator.cloud.Blobs.Copy;
import io.azbatch.operator.cloud.Blobs.CopyStatus;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** VHDs as they lie in a storage account, of 30 GiB, and their footers. */
final class Vhds {

    static final long SIZE = 30L << 30;
    static final int CURRENT_SIZE = 48;
    static final int DISK_TYPE = 60;
    private static final int CHECKSUM = 64;
    private static final int LENGTH = 512;

    private Vhds() {}

    /** The VHD of our machine at the target, copied to its end. */
    static Blob whole(Map<String, String> metadata) {
        return copied(CopyStatus.SUCCESS, SIZE, metadata);
    }

    static Blob copied(CopyStatus status, long bytes, Map<String, String> metadata) {
        Optional<String> description =
                status == CopyStatus.FAILED ? Optional.of("403 AuthenticationFailed") : Optional.empty();
        return new Blob(
                URI.create(Given.VHD + "vm-guid.vhd"),
                BlobType.PAGE,
                status == CopyStatus.SUCCESS ? SIZE + LENGTH : 0,
                "\"1\"",
                false,
                Optional.of(new Copy("copy-1", status, bytes, SIZE, description)),
                metadata);
    }

    /** A VHD that was not copied there. */
    static Blob page(String uri, Map<String, String> metadata) {
        return new Blob(URI.create(uri), BlobType.PAGE, SIZE + LENGTH, "\"1\"", false, Optional.empty(), metadata);
    }

    static Blob captured(Map<String, String> metadata) {
        return page(Given.VHD + "vm-guid.vhd", metadata);
    }

    static Blob template(Map<String, String> metadata) {
        return new Blob(
                URI.create(
                        "https://acct.blob.core.windows.net/system/Microsoft.Compute/Images/vhds/img-vmTemplate.vm-guid.json"),
                BlobType.BLOCK,
                1_500,
                "\"1\"",
                false,
                Optional.empty(),
                metadata);
    }

    static Blob leased(Blob blob) {
        return new Blob(blob.uri(), blob.type(), blob.length(), blob.etag(), true, blob.copy(), blob.metadata());
    }

    static Blob block(Blob blob) {
        return new Blob(blob.uri(), BlobType.BLOCK, blob.length(), blob.etag(), false, blob.copy(), blob.metadata());
    }

    static Blob longer(Blob blob, long bytes) {
        return new Blob(
                blob.uri(), blob.type(), blob.length() + bytes, blob.etag(), false, blob.copy(), blob.metadata());
    }

    /** As a good fixed VHD has it. */
    static byte[] footer() {
        return footer(fields -> {});
    }

    /** With another field, and a checksum that is right again. */
    static byte[] footer(Consumer<ByteBuffer> change) {
        ByteBuffer fields = ByteBuffer.allocate(LENGTH);
        fields.put("conectix".getBytes(StandardCharsets.US_ASCII));
        fields.putInt(8, 2).putInt(12, 0x00010000).putLong(16, -1).putLong(40, SIZE);
        fields.putLong(CURRENT_SIZE, SIZE).putInt(DISK_TYPE, 2);
        change.accept(fields);
        int sum = 0;
        for (byte each : fields.array()) {
            sum += each & 0xff;
        }
        return fields.putInt(CHECKSUM, ~sum).array();
    }

    /** With one bit turned after the checksum was made. */
    static byte[] damagedFooter() {
        byte[] footer = footer();
        footer[200] ^= 1;
        return footer;
    }
}
