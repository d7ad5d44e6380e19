package io.azbatch.simulator.storage;

import java.util.Arrays;

/** 512 bytes of a page blob; two with the same bytes are equal. */
public final class Sector {
    /** Bytes of a sector, and of a page. */
    public static final int SIZE = 512;

    private final byte[] bytes;

    public Sector(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("a sector has " + SIZE + " bytes, not " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sector sector && Arrays.equals(bytes, sector.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
