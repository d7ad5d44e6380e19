package io.azbatch.simulator.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.ListenerKind;
import io.azbatch.simulator.http.Plane;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;

/** The authority: discovery documents, the token endpoint, and who is in the tenant. */
public final class EntraPlane implements Plane {
    private final Directory directory;
    private final TokenEndpoint tokens;
    private final Router router = new Router();

    public EntraPlane(Directory directory) {
        this.directory = directory;
        this.tokens = new TokenEndpoint(directory);
        router.add("GET", "/{tenant}/v2.0/.well-known/openid-configuration", "openid-configuration", this::openId);
        router.add("GET", "/{tenant}/.well-known/openid-configuration", "openid-configuration", this::openId);
        router.add("GET", "/{tenant}/discovery/instance", "discovery/instance", this::instance);
        router.add("GET", "/{tenant}/discovery/v2.0/keys", "discovery/keys", this::keys);
        router.add("POST", "/{tenant}/oauth2/v2.0/token", "oauth2/token", tokens::answer);
        router.add("POST", "/{tenant}/oauth2/token", "oauth2/token", tokens::answerOld);
        new GraphApi(directory).routes(router);
    }

    @Override
    public ListenerKind kind() {
        return ListenerKind.ENTRA;
    }

    @Override
    public Operation operation(Request request) {
        return router.find(request.method(), request.path())
                .map(match -> new Operation(match.route().operation(), false))
                .orElse(new Operation("unknown", false));
    }

    @Override
    public Response handle(Request request) {
        return router.find(request.method(), request.path())
                .map(match -> match.route().handler().handle(request.withParams(match.params())))
                .orElseGet(() -> refusal(request, 404, "not_found", "There is nothing at " + request.path()))
                .withDefault("Cache-Control", "no-store, no-cache")
                .withDefault("x-ms-request-id", request.id());
    }

    @Override
    public Response refusal(Request request, int status, String code, String message) {
        return Response.json(status, Json.object().put("error", code).put("error_description", message))
                .withErrorCode(code)
                .with("x-ms-request-id", request.id());
    }

    private Response openId(Request request) {
        if (!tokens.knowsTenant(request)) {
            return tokens.unknownTenant(request);
        }
        String base = request.endpoint() + "/" + directory.tenant();
        ObjectNode document = Json.object()
                .put("token_endpoint", base + "/oauth2/v2.0/token")
                .put("jwks_uri", base + "/discovery/v2.0/keys")
                .put("issuer", base + "/v2.0")
                .put("authorization_endpoint", base + "/oauth2/v2.0/authorize")
                .put("tenant_region_scope", "WW")
                .put("cloud_instance_name", "microsoftonline.com");
        document.set(
                "token_endpoint_auth_methods_supported",
                Json.array().add("client_secret_post").add("private_key_jwt"));
        document.set("response_types_supported", Json.array().add("code").add("token"));
        document.set("subject_types_supported", Json.array().add("pairwise"));
        document.set("id_token_signing_alg_values_supported", Json.array().add("RS256"));
        return Response.json(200, document);
    }

    /** Says yes to the host that asks: this authority vouches for itself alone. */
    private Response instance(Request request) {
        String host = request.endpoint().substring("https://".length());
        ObjectNode metadata = Json.object().put("preferred_network", host).put("preferred_cache", host);
        metadata.set("aliases", Json.array().add(host));
        ObjectNode document = Json.object()
                .put(
                        "tenant_discovery_endpoint",
                        request.endpoint() + "/" + directory.tenant() + "/v2.0/.well-known/openid-configuration")
                .put("api-version", "1.1");
        document.set("metadata", Json.array().add(metadata));
        return Response.json(200, document);
    }

    private Response keys(Request request) {
        ObjectNode document = Json.object();
        document.set("keys", Json.array().add(directory.jwk()));
        return Response.json(200, document);
    }
}
