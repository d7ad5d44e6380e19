package io.azbatch.simulator.storage.disk;

import io.azbatch.simulator.storage.BlobEntry;
import io.azbatch.simulator.storage.Sector;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The last sector of a fixed VHD: makes one, and says what is wrong with one. All numbers are big-endian. */
public final class VhdFooter {
    private static final byte[] COOKIE = "conectix".getBytes(StandardCharsets.US_ASCII);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int FIXED = 2;
    private static final int CHECKSUM_AT = 64;
    private static final int TYPE_AT = 60;
    private static final int SIZE_AT = 48;
    private static final long MIB = 1L << 20;
    private static final int SECTORS_PER_TRACK = 255;
    private static final int HEADS = 16;
    private static final int MAX_CYLINDERS = 65535;

    private VhdFooter() {}

    /** The footer of a fixed disk. */
    public static Sector of(long size, UUID id, Instant made) {
        ByteBuffer footer = ByteBuffer.allocate(Sector.SIZE);
        footer.put(COOKIE).putInt(2).putInt(0x00010000).putLong(-1L);
        footer.putInt((int) Duration.between(EPOCH, made).toSeconds());
        footer.put("win ".getBytes(StandardCharsets.US_ASCII)).putInt(0x000A0000);
        footer.put("Wi2k".getBytes(StandardCharsets.US_ASCII));
        footer.putLong(size).putLong(size);
        long cylinders = Math.min(MAX_CYLINDERS, size / Sector.SIZE / SECTORS_PER_TRACK / HEADS);
        footer.putShort((short) cylinders).put((byte) HEADS).put((byte) SECTORS_PER_TRACK);
        footer.putInt(FIXED).putInt(0);
        footer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        footer.putInt(CHECKSUM_AT, checksum(footer.array()));
        return new Sector(footer.array());
    }

    /** What keeps a blob from being the VHD of a disk; nothing if it is one. */
    public static Optional<String> fault(BlobEntry blob) {
        if (!blob.isPage()) {
            return Optional.of("it is no page blob");
        }
        if (blob.lastSector().isEmpty()) {
            return Optional.of("it has no footer");
        }
        ByteBuffer footer = ByteBuffer.wrap(blob.lastSector().get().bytes());
        byte[] cookie = new byte[COOKIE.length];
        footer.get(0, cookie);
        if (!Arrays.equals(cookie, COOKIE)) {
            return Optional.of("its footer has no cookie");
        }
        if (footer.getInt(TYPE_AT) != FIXED) {
            return Optional.of("it is no fixed disk");
        }
        if (footer.getInt(CHECKSUM_AT) != checksum(footer.array())) {
            return Optional.of("the checksum of its footer is wrong");
        }
        long size = footer.getLong(SIZE_AT);
        if (size + Sector.SIZE != blob.length() || size % MIB != 0 || size == 0) {
            return Optional.of("its size is not that of its footer, or no whole number of MiB");
        }
        return Optional.empty();
    }

    /** The size of the disk, without the footer. */
    public static long size(BlobEntry blob) {
        return blob.length() - Sector.SIZE;
    }

    /** One's complement of the sum of all bytes but those of the checksum. */
    private static int checksum(byte[] footer) {
        int sum = 0;
        for (int i = 0; i < footer.length; i++) {
            if (i < CHECKSUM_AT || i >= CHECKSUM_AT + Integer.BYTES) {
                sum += footer[i] & 0xFF;
            }
        }
        return ~sum;
    }
}
