package io.azbatch.simulator.storage.access;

import java.time.Instant;
import java.util.Optional;

/** What a shared access says: whose signature it has, when, where and for what it opens. */
public final class SasTerms {
    private final Sas sas;

    public SasTerms(Sas sas) {
        this.sas = sas;
    }

    /** Whether the key it is signed by is one that Entra's caller was given, and no account key. */
    public boolean isDelegated() {
        return sas.isDelegated();
    }

    /** What its signature is over, when it is used for this. */
    public String text(String account, String container, String blob) {
        if (sas.isOfAccount()) {
            return sas.accountText(account);
        }
        String resource = "/blob/" + account + "/" + container;
        return sas.resourceText(isOfContainer() ? resource : resource + "/" + blob);
    }

    /** Whether a key's owner signed it for this. */
    public boolean isSignedBy(String key, String account, String container, String blob) {
        return Hmac.verifies(key, text(account, container, blob), sas.signature());
    }

    public String signature() {
        return sas.signature();
    }

    /** A field of the key it is signed by, such as {@code skoid}. */
    public String field(String name) {
        return sas.text(name);
    }

    public Optional<String> policy() {
        return sas.policy();
    }

    public Optional<Instant> start() {
        return sas.start();
    }

    public Optional<Instant> expiry() {
        return sas.expiry();
    }

    /** Letters, absent where a stored policy has them. */
    public Optional<String> permissions() {
        return sas.permissions();
    }

    /** Whether blobs are among the services it opens. */
    public boolean opensBlobs() {
        return !sas.isOfAccount() || sas.text("ss").contains("b");
    }

    /** Whether it opens to callers from an address. */
    public boolean opensAddress(String address) {
        String range = sas.text("sip");
        if (range.isEmpty()) {
            return true;
        }
        String[] ends = range.split("-", 2);
        String last = ends.length == 2 ? ends[1] : ends[0];
        return number(ends[0]) <= number(address) && number(address) <= number(last);
    }

    /**
     * Whether it opens things of a level.
     *
     * @param level {@code s}, {@code c} or {@code o}; of a container or blob it opens what is inside, and a list
     */
    public boolean opensLevel(char level) {
        return sas.isOfAccount()
                ? sas.text("srt").indexOf(level) >= 0
                : level == 'o' || level == 'c' && isOfContainer();
    }

    private boolean isOfContainer() {
        return sas.text("sr").equals("c");
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.")) {
            number = number * 256 + (part.matches("[0-9]{1,3}") ? Integer.parseInt(part) : 0);
        }
        return number;
    }
}
