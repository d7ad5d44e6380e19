package io.azbatch.simulator.storage.disk;

import io.azbatch.simulator.storage.Place;
import io.azbatch.simulator.storage.access.Hmac;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All accesses to disks that were ever granted; a revoked one is kept, so that it is refused and not unknown. Used inside a look. */
public final class Exports {
    private static final String VERSION = "2018-03-28";
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz0123456789";
    private static final int NAME = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, Export> byAccount = new HashMap<>();

    public Optional<Export> find(String account) {
        return Optional.ofNullable(byAccount.get(account));
    }

    /**
     * On which terms access is granted.
     *
     * @param write whether to write too
     * @param upload whether the content is still to come
     * @param expiry virtual time
     */
    public record Terms(boolean write, boolean upload, Instant expiry) {}

    /** Grants access to a content. */
    public Export open(Place place, String blob, Terms terms) {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        Export export = new Export(
                (terms.upload() ? "md-impexp-" : "md-") + name(),
                name(),
                blob,
                UUID.randomUUID().toString(),
                Base64.getEncoder().encodeToString(key),
                place,
                terms.write(),
                terms.expiry(),
                true);
        byAccount.put(export.account(), export);
        return export;
    }

    /** Takes an access back; whatever it opened is closed from this moment on. */
    public void close(String account) {
        byAccount.computeIfPresent(account, (name, export) -> export.closed());
    }

    /** The address of an access. */
    public static String url(String endpoint, Export export) {
        String resource = "/" + export.account() + "/" + export.container() + "/" + export.blob();
        String text = "\n\n\n/blob" + resource + "\n" + export.policy() + "\n\n\n" + VERSION + "\n\n\n\n\n";
        return endpoint + resource + "?sv=" + VERSION + "&sr=b&si=" + export.policy() + "&sig="
                + URLEncoder.encode(Hmac.sign(export.key(), text), StandardCharsets.UTF_8);
    }

    private static String name() {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < NAME; i++) {
            name.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
