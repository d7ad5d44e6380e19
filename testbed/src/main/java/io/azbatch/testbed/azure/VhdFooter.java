package io.azbatch.testbed.azure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The footer of a fixed VHD, as tools for disk images write it. Source: "Virtual Hard Disk Image Format Specification".
 *
 * @param size of the disk in bytes
 */
record VhdFooter(long size) {
    private static final int LENGTH = 512;
    private static final int CHECKSUM = 64;

    static VhdFooter ofGib(int gib) {
        return new VhdFooter((long) gib << 30);
    }

    /** The disk and its footer. */
    long blobLength() {
        return size + LENGTH;
    }

    /** Where in the blob the footer is, as a request for pages says it. */
    String range() {
        return "bytes=" + size + "-" + (size + LENGTH - 1);
    }

    byte[] bytes() {
        ByteBuffer footer = ByteBuffer.allocate(LENGTH);
        footer.put("conectix".getBytes(StandardCharsets.US_ASCII));
        footer.putInt(2).putInt(0x10000).putLong(-1);
        footer.putInt(0).put("vpc ".getBytes(StandardCharsets.US_ASCII)).putInt(0x50003);
        footer.put("Wi2k".getBytes(StandardCharsets.US_ASCII)).putLong(size).putLong(size);
        // Geometry is looked at by nobody where the size is told; then the type: fixed.
        footer.putInt(0).putInt(2);
        int sum = 0;
        for (byte each : footer.array()) {
            sum += each & 0xff;
        }
        return footer.putInt(CHECKSUM, ~sum).array();
    }
}
