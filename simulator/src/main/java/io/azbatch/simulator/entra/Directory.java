package io.azbatch.simulator.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.settings.Settings;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** One tenant: its principals, its signing key, the tokens it gives out and recognises. Token times are real time. */
public final class Directory {
    private static final String KEY_ID = "simulator-1";
    /** One for all directories of a process, since it is slow to make; a token names its principal, which only one of them knows. */
    private static final KeyPair KEY = newKey();

    private final String tenant = UUID.randomUUID().toString();
    private final Map<String, Principal> principals = new ConcurrentHashMap<>();
    private final Set<String> services = ConcurrentHashMap.newKeySet();
    private final Settings settings;
    private volatile Map<String, List<AssignedRole>> roles = Map.of();

    public Directory(Settings settings) {
        this.settings = settings;
    }

    /** The tenant id. */
    public String tenant() {
        return tenant;
    }

    /**
     * Makes the address of a service of this Azure known as a resource: clients that are given no audience take it from there.
     *
     * @param url without a slash at the end
     */
    public void serves(String url) {
        services.add(url);
    }

    /** Whether tokens are given for the address of a service. */
    boolean isService(String url) {
        return services.contains(url);
    }

    /** Adds or replaces a principal. */
    public void register(Principal principal) {
        principals.put(principal.clientId().toLowerCase(Locale.ROOT), principal);
    }

    /** Removes a principal; its tokens are worth nothing from then on. False if there is none. */
    public boolean unregister(String clientId) {
        return principals.remove(clientId.toLowerCase(Locale.ROOT)) != null;
    }

    /** The principal of an application, with its roles. */
    public Optional<Principal> find(String clientId) {
        return Optional.ofNullable(principals.get(clientId.toLowerCase(Locale.ROOT)))
                .map(principal ->
                        principal.with(roles.getOrDefault(principal.objectId().toLowerCase(Locale.ROOT), List.of())));
    }

    /** All principals. */
    public List<Principal> principals() {
        return List.copyOf(principals.values());
    }

    /** Replaces the roles of all principals; keys are object ids in lower case. */
    public void setRoles(Map<String, List<AssignedRole>> assigned) {
        roles = Map.copyOf(assigned);
    }

    /** Real seconds that a token lives. */
    int lifetimeSeconds() {
        return settings.number("tokenLifetimeSeconds");
    }

    /** A token for a resource, {@code aud} being exactly the text given. */
    String issue(Principal principal, String audience) {
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = Json.object()
                .put("aud", audience)
                .put("iss", "https://sts.windows.net/" + tenant + "/")
                .put("iat", now)
                .put("nbf", now - 300)
                .put("exp", now + lifetimeSeconds())
                .put("appid", principal.clientId())
                .put("appidacr", principal.secret() == null ? "2" : "1")
                .put("idp", "https://sts.windows.net/" + tenant + "/")
                .put("idtyp", "app")
                .put("oid", principal.objectId())
                .put("sub", principal.objectId())
                .put("tid", tenant)
                .put("uti", UUID.randomUUID().toString())
                .put("ver", "1.0");
        return Jwt.sign(claims, KEY_ID, KEY.getPrivate());
    }

    /** The public key as a JSON Web Key. */
    ObjectNode jwk() {
        RSAPublicKey publicKey = (RSAPublicKey) KEY.getPublic();
        return Json.object()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("kid", KEY_ID)
                .put("n", base64(publicKey.getModulus()))
                .put("e", base64(publicKey.getPublicExponent()));
    }

    /**
     * Judges the value of an Authorization header.
     *
     * @param authorization the header, empty if there was none
     * @param audiences what {@code aud} may be, compared exactly
     */
    public TokenCheck check(Optional<String> authorization, Set<String> audiences) {
        if (authorization.isEmpty()) {
            return new TokenCheck.Missing();
        }
        String header = authorization.get();
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return new TokenCheck.Invalid("The authentication scheme is not supported.");
        }
        Optional<Jwt> token = Jwt.parse(header.substring(7).strip());
        if (token.isEmpty() || !token.get().signedBy(KEY.getPublic())) {
            return new TokenCheck.Invalid("The access token is invalid.");
        }
        return judge(token.get(), audiences);
    }

    /** Who bears a token that some service has accepted already. */
    public Optional<Principal> bearer(Request request) {
        return request.header("authorization")
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .flatMap(header -> Jwt.parse(header.substring(7).strip()))
                .filter(token -> token.signedBy(KEY.getPublic()))
                .flatMap(token -> find(Json.text(token.claims(), "appid")));
    }

    private TokenCheck judge(Jwt token, Set<String> audiences) {
        String audience = Json.text(token.claims(), "aud");
        if (!audiences.contains(audience)) {
            return new TokenCheck.WrongAudience(audience);
        }
        Instant expiry = Instant.ofEpochSecond(token.claims().path("exp").asLong());
        if (!Instant.now().isBefore(expiry)) {
            return new TokenCheck.Expired(expiry);
        }
        return find(Json.text(token.claims(), "appid"))
                .<TokenCheck>map(TokenCheck.Good::new)
                .orElseGet(() -> new TokenCheck.Invalid("The access token is invalid."));
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
