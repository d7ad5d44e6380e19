package io.azbatch.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes principals: {@code PUT /principals/{clientId}} with {@code secret}, {@code certificate} (PEM) and {@code scopes}
 * ({@code [{"scope": resource id prefix, "access": "read"|"write"}]}; absent means everything).
 */
final class PrincipalsDoor {
    private final Directory directory;

    PrincipalsDoor(Directory directory) {
        this.directory = directory;
    }

    Response put(Request request) {
        JsonNode body = AdminPlane.body(request);
        Principal principal = new Principal(
                request.param("clientId"),
                UUID.randomUUID().toString(),
                body.hasNonNull("secret") ? body.get("secret").asText() : null,
                body.hasNonNull("certificate") ? key(body.get("certificate").asText()) : null,
                body.has("scopes") ? grants(body.get("scopes")) : null);
        directory.register(principal);
        return Response.json(
                200,
                Json.object()
                        .put("clientId", principal.clientId())
                        .put("objectId", principal.objectId())
                        .put("tenant", directory.tenant()));
    }

    Response delete(Request request) {
        return Response.empty(directory.unregister(request.param("clientId")) ? 204 : 404);
    }

    private static List<Principal.Grant> grants(JsonNode scopes) {
        List<Principal.Grant> grants = new ArrayList<>();
        for (JsonNode scope : scopes) {
            String access = scope.path("access").asText("read");
            if (!access.equals("read") && !access.equals("write")) {
                throw new IllegalArgumentException("access must be read or write, not '" + access + "'");
            }
            grants.add(new Principal.Grant(scope.path("scope").asText("/"), access.equals("write")));
        }
        return List.copyOf(grants);
    }

    private static @Nullable PublicKey key(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .getPublicKey();
        } catch (CertificateException e) {
            throw new IllegalArgumentException("certificate must be an X.509 certificate in PEM", e);
        }
    }
}
