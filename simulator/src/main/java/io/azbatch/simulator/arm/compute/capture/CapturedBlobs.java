package io.azbatch.simulator.arm.compute.capture;

import com.fasterxml.jackson.databind.JsonNode;

/** The blob service as a capture needs it. Called inside a look at the world; a call returns when its effect is there. */
public interface CapturedBlobs {

    /** What is the case at an address to which something is to be written. */
    enum Place {
        /** Nothing is there, so it may be written. */
        FREE,
        /** A blob is there that may be overwritten. */
        TAKEN,
        /** A blob is there that somebody holds a lease on. */
        LEASED
    }

    /** What is at an address. */
    Place at(BlobAddress blob);

    /** Copies the page blob of a disk within its account, over whatever is there; makes the container if it is not there. */
    void copy(BlobAddress from, BlobAddress to);

    /** Writes a block blob of JSON, over whatever is there; makes the container if it is not there. */
    void write(BlobAddress to, JsonNode json);
}
