package io.azbatch.simulator.batch.account;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The two keys of an account.
 *
 * @param primary 64 bytes in Base64
 * @param secondary 64 bytes in Base64
 */
public record AccountKeys(String primary, String secondary) {
    private static final int BYTES = 64;

    static AccountKeys fresh() {
        return new AccountKeys(key(), key());
    }

    AccountKeys renewed(boolean renewPrimary) {
        return renewPrimary ? new AccountKeys(key(), secondary) : new AccountKeys(primary, key());
    }

    /** Both: either one signs. */
    public List<String> all() {
        return List.of(primary, secondary);
    }

    private static String key() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
