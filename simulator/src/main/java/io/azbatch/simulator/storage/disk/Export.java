package io.azbatch.simulator.storage.disk;

import io.azbatch.simulator.storage.Place;
import java.time.Instant;

/**
 * The access to a disk's content.
 *
 * @param account the name that stands in the place of an account's, {@code md-…}
 * @param container second part of the address
 * @param blob last part of the address
 * @param policy id that the access carries instead of letters and an expiry
 * @param key by which it is signed, Base64
 * @param place where the content is
 * @param write whether it may be written
 * @param expiry virtual time
 * @param isOpen whether it was not revoked
 */
public record Export(
        String account,
        String container,
        String blob,
        String policy,
        String key,
        Place place,
        boolean write,
        Instant expiry,
        boolean isOpen) {

    /** What is on a disk has this name. */
    public static final String BLOB = "abcd";

    /** Whether an address below the account is that of the content. */
    public boolean names(String otherContainer, String otherBlob) {
        return container.equals(otherContainer) && blob.equals(otherBlob);
    }

    Export closed() {
        return new Export(account, container, blob, policy, key, place, write, expiry, false);
    }
}
