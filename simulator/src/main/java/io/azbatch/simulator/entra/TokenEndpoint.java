package io.azbatch.simulator.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Query;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Client credentials flow of the v2.0 token endpoint, with client secret or with an assertion signed by a certificate. */
final class TokenEndpoint {
    private static final String DEFAULT_SCOPE = "/.default";
    /** Microsoft's libraries ask for these too, always; they mean nothing in this flow. */
    private static final Set<String> OPENID = Set.of("openid", "profile", "offline_access");

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    /** An application signs in to a tenant; {@code common} and {@code organizations} are for people. */
    private static final String NO_TENANT =
            "No tenant-identifying information found in either the request or implied by any provided credentials.";

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** The services a tenant knows; a trailing slash more or less is another audience, but the same service. */
    private static final List<String> RESOURCES = List.of(
            "https://management.azure.com",
            "https://management.core.windows.net",
            "https://batch.core.windows.net",
            "https://storage.azure.com",
            "https://vault.azure.net",
            "https://graph.microsoft.com");

    private final Directory directory;

    TokenEndpoint(Directory directory) {
        this.directory = directory;
    }

    boolean knowsTenant(Request request) {
        String tenant = request.param("tenant");
        return tenant.equalsIgnoreCase(directory.tenant()) || tenant.equals("common") || tenant.equals("organizations");
    }

    Response unknownTenant(Request request) {
        String text = "Tenant '" + request.param("tenant")
                + "' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud."
                + " Check with your subscription administrator, this may happen if there are no active subscriptions"
                + " for the tenant.";
        return refuse(400, "invalid_request", 90002, text);
    }

    Response answer(Request request) {
        if (!knowsTenant(request)) {
            return unknownTenant(request);
        }
        if (!request.param("tenant").equalsIgnoreCase(directory.tenant())) {
            return refuse(400, "invalid_request", 50059, NO_TENANT);
        }
        Query form = Query.parse(new String(request.body(), StandardCharsets.UTF_8));
        for (String required : List.of("grant_type", "client_id", "scope")) {
            if (form.get(required).isEmpty()) {
                return refuse(
                        400,
                        "invalid_request",
                        900144,
                        "The request body must contain the following parameter: '" + required + "'.");
            }
        }
        if (!form.get("grant_type").orElse("").equals("client_credentials")) {
            return refuse(
                    400,
                    "unsupported_grant_type",
                    70003,
                    "The app requested an unsupported grant type '"
                            + form.get("grant_type").orElse("") + "'.");
        }
        return grant(request, form);
    }

    /** The first version of the endpoint, which older libraries still use: it names the resource, and its numbers are text. */
    Response answerOld(Request request) {
        Query form = Query.parse(new String(request.body(), StandardCharsets.UTF_8));
        String resource = form.get("resource").orElse("");
        if (resource.isEmpty()) {
            return refuse(
                    400,
                    "invalid_request",
                    900144,
                    "The request body must contain the following parameter: 'resource'.");
        }
        String body = new String(request.body(), StandardCharsets.UTF_8) + "&scope="
                + URLEncoder.encode(resource + DEFAULT_SCOPE, StandardCharsets.UTF_8);
        Response answer = answer(request.withBody(body.getBytes(StandardCharsets.UTF_8)));
        return answer.isRefusal() ? answer : old(answer, resource);
    }

    private Response old(Response answer, String resource) {
        long now = Instant.now().getEpochSecond();
        try {
            ObjectNode body = (ObjectNode) Json.parse(answer.body());
            String lifetime = body.get("expires_in").asText();
            body.put("expires_in", lifetime)
                    .put("ext_expires_in", lifetime)
                    .put("expires_on", Long.toString(now + directory.lifetimeSeconds()))
                    .put("not_before", Long.toString(now - 300))
                    .put("resource", resource);
            return Response.json(200, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response grant(Request request, Query form) {
        String clientId = form.get("client_id").orElseThrow();
        Optional<Principal> principal = directory.find(clientId);
        if (principal.isEmpty()) {
            String text = "Application with identifier '" + clientId + "' was not found in the directory '"
                    + directory.tenant() + "'. This can happen if the application has not been installed by the"
                    + " administrator of the tenant or consented to by any user in the tenant. You may have sent your"
                    + " authentication request to the wrong tenant.";
            return refuse(400, "unauthorized_client", 700016, text);
        }
        return proof(request, form, principal.get()).orElseGet(() -> token(form, principal.get()));
    }

    /** The refusal if the caller does not prove to be the principal. */
    private Optional<Response> proof(Request request, Query form, Principal principal) {
        Optional<String> secret = form.get("client_secret");
        if (secret.isPresent()) {
            return secret.get().equals(principal.secret()) ? Optional.empty() : Optional.of(wrongSecret(principal));
        }
        Optional<String> assertion = form.get("client_assertion");
        if (assertion.isEmpty() || !form.get("client_assertion_type").orElse("").equals(ASSERTION_TYPE)) {
            String text = "The request body must contain the following parameter: 'client_assertion' or"
                    + " 'client_secret'.";
            return Optional.of(refuse(401, "invalid_client", 7000218, text));
        }
        return goodAssertion(request, assertion.get(), principal)
                ? Optional.empty()
                : Optional.of(refuse(
                        401,
                        "invalid_client",
                        700027,
                        "The certificate with identifier used to sign the client assertion is not registered on"
                                + " application, or the assertion is not valid now."));
    }

    private Response wrongSecret(Principal principal) {
        String text = "Invalid client secret provided. Ensure the secret being sent in the request is the client secret"
                + " value, not the client secret ID, for a secret added to app '" + principal.clientId() + "'.";
        return refuse(401, "invalid_client", 7000215, text);
    }

    private boolean goodAssertion(Request request, String assertion, Principal principal) {
        PublicKey key = principal.certificateKey();
        Optional<Jwt> token = Jwt.parse(assertion);
        return key != null
                && token.isPresent()
                && token.get().signedBy(key)
                && Json.text(token.get().claims(), "iss").equalsIgnoreCase(principal.clientId())
                && Json.text(token.get().claims(), "aud").startsWith(request.endpoint())
                && token.get().claims().path("exp").asLong() > Instant.now().getEpochSecond();
    }

    private Response token(Query form, Principal principal) {
        String scope = Arrays.stream(form.get("scope").orElseThrow().split(" +"))
                .filter(asked -> !OPENID.contains(asked))
                .collect(Collectors.joining(" "));
        if (!scope.endsWith(DEFAULT_SCOPE)) {
            String text = "The provided value for the input parameter 'scope' is not valid. The scope " + scope
                    + " is not valid. Client credential flows must have a scope value with /.default suffixed to the"
                    + " resource identifier (application ID URI).";
            return refuse(400, "invalid_scope", 1002012, text);
        }
        String audience = scope.substring(0, scope.length() - DEFAULT_SCOPE.length());
        if (!isResource(audience.replaceAll("/+$", ""))) {
            String text = "The resource principal named " + audience + " was not found in the tenant named "
                    + directory.tenant() + ". This can happen if the application has not been installed by the"
                    + " administrator of the tenant or consented to by any user in the tenant. You might have sent your"
                    + " authentication request to the wrong tenant.";
            return refuse(400, "invalid_resource", 500011, text);
        }
        int lifetime = directory.lifetimeSeconds();
        return Response.json(
                200,
                Json.object()
                        .put("token_type", "Bearer")
                        .put("expires_in", lifetime)
                        .put("ext_expires_in", lifetime)
                        .put("access_token", directory.issue(principal, audience)));
    }

    /** A storage account is a resource too. */
    private boolean isResource(String audience) {
        return RESOURCES.contains(audience)
                || directory.isService(audience)
                || audience.matches("https://[a-z0-9]{3,24}\\.blob\\.core\\.windows\\.net");
    }

    private static Response refuse(int status, String error, int code, String text) {
        String trace = UUID.randomUUID().toString();
        String correlation = UUID.randomUUID().toString();
        String timestamp = TIMESTAMP.format(Instant.now());
        ObjectNode body = Json.object()
                .put("error", error)
                .put(
                        "error_description",
                        "AADSTS" + code + ": " + text + " Trace ID: " + trace + " Correlation ID: " + correlation
                                + " Timestamp: " + timestamp)
                .put("timestamp", timestamp)
                .put("trace_id", trace)
                .put("correlation_id", correlation)
                .put("error_uri", "https://login.microsoftonline.com/error?code=" + code);
        body.set("error_codes", Json.array().add(code));
        return Response.json(status, body).withErrorCode("AADSTS" + code);
    }
}
