package io.azbatch.simulator.arm.compute.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Knows which blobs captures have made, and nothing of their bytes: what a capture answers is right, but no blob can be read. */
public final class RememberedBlobs implements CapturedBlobs {
    private final Set<BlobAddress> made = new HashSet<>();

    @Override
    public Place at(BlobAddress blob) {
        return made.contains(blob) ? Place.TAKEN : Place.FREE;
    }

    @Override
    public void copy(BlobAddress from, BlobAddress to) {
        made.add(to);
    }

    @Override
    public void write(BlobAddress to, JsonNode json) {
        made.add(to);
    }
}
