package io.azbatch.simulator.storage.copy;

import io.azbatch.simulator.storage.Place;
import java.util.Optional;

/**
 * Where a copy comes from.
 *
 * @param url as the caller gave it
 * @param place in the store
 * @param snapshot of the source, absent for the blob itself
 * @param byCaller whether the caller's own right opens it, since it is in the same account, and not what the address carries
 */
public record CopySource(String url, Place place, Optional<String> snapshot, boolean byCaller) {

    /** The address without what opens it, as answers show it. */
    public String shown() {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}
