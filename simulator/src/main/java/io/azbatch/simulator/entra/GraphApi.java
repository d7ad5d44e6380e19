package io.azbatch.simulator.entra;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Handler;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The little of Microsoft Graph that a tenant of applications alone can tell, at the authority's address: its service principals by
 * application id and by object id. Clients ask it for the names behind role assignments.
 */
final class GraphApi {
    private static final String SERVICE_PRINCIPAL = "#microsoft.graph.servicePrincipal";
    private static final Pattern VALUE = Pattern.compile("'([^']*)'");

    private final Directory directory;

    GraphApi(Directory directory) {
        this.directory = directory;
    }

    void routes(Router router) {
        router.add("GET", "/v1.0/servicePrincipals", "servicePrincipals list", known(this::list));
        router.add("GET", "/v1.0/servicePrincipals/{id}", "servicePrincipals GET", known(this::get));
        router.add("POST", "/v1.0/directoryObjects/getByIds", "directoryObjects/getByIds", known(this::byIds));
        // There are no people in this tenant.
        for (String kind : List.of("users", "groups")) {
            router.add("GET", "/v1.0/" + kind, kind + " list", known(request -> answer(List.of())));
        }
    }

    private Handler known(Handler handler) {
        return request -> {
            Set<String> audiences = Set.of(
                    "https://graph.microsoft.com",
                    "https://graph.microsoft.com/",
                    request.endpoint(),
                    request.endpoint() + "/");
            return switch (directory.check(request.header("authorization"), audiences)) {
                case TokenCheck.Good good -> handler.handle(request);
                case TokenCheck.Missing missing -> refuse(401, "InvalidAuthenticationToken", "Access token is empty.");
                case TokenCheck.Invalid invalid -> refuse(401, "InvalidAuthenticationToken", invalid.reason());
                case TokenCheck.Expired expired ->
                    refuse(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");
                case TokenCheck.WrongAudience wrong ->
                    refuse(401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.");
            };
        };
    }

    private Response list(Request request) {
        String filter = request.query().get("$filter").orElse("");
        Matcher value = VALUE.matcher(filter);
        Predicate<Principal> wanted =
                value.find() ? principal -> principal.clientId().equalsIgnoreCase(value.group(1)) : principal -> true;
        return answer(directory.principals().stream().filter(wanted).toList());
    }

    private Response get(Request request) {
        String id = request.param("id");
        return directory.principals().stream()
                .filter(principal -> principal.objectId().equalsIgnoreCase(id))
                .findFirst()
                .map(principal -> Response.json(200, view(principal)))
                .orElseGet(() -> refuse(
                        404,
                        "Request_ResourceNotFound",
                        "Resource '" + id
                                + "' does not exist or one of its queried reference-property objects are not"
                                + " present."));
    }

    private Response byIds(Request request) {
        List<String> ids = request.json().stream()
                .flatMap(body -> body.path("ids").valueStream())
                .map(id -> id.asText(""))
                .toList();
        return answer(directory.principals().stream()
                .filter(principal -> ids.stream().anyMatch(principal.objectId()::equalsIgnoreCase))
                .toList());
    }

    private static Response answer(List<Principal> principals) {
        ArrayNode value = Json.array();
        principals.forEach(principal -> value.add(view(principal)));
        return Response.json(200, Json.object().set("value", value));
    }

    private static ObjectNode view(Principal principal) {
        ObjectNode view = Json.object()
                .put("@odata.type", SERVICE_PRINCIPAL)
                .put("id", principal.objectId())
                .put("appId", principal.clientId())
                .put("displayName", principal.clientId())
                .put("accountEnabled", true)
                .put("servicePrincipalType", "Application");
        view.set("servicePrincipalNames", Json.array().add(principal.clientId()));
        return view;
    }

    private static Response refuse(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.set("error", Json.object().put("code", code).put("message", message));
        return Response.json(status, body).withErrorCode(code);
    }
}
