package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Map;

/** ARM's own resources: cloud metadata, subscriptions, locations, providers; resource groups are in {@link GroupsApi}. */
final class CoreApi {
    private final Azure azure;
    private final Subscriptions subscriptions;
    private final ApiVersions apiVersions;
    private final Directory directory;
    private final String authority;
    private final Sight sight;

    CoreApi(Azure azure, Subscriptions subscriptions, ApiVersions apiVersions, Directory directory, String authority) {
        this.azure = azure;
        this.subscriptions = subscriptions;
        this.apiVersions = apiVersions;
        this.directory = directory;
        this.authority = authority;
        this.sight = new Sight(directory);
    }

    void routes(Router router) {
        String one = "/subscriptions/{subscription}";
        router.add("GET", "/metadata/endpoints", "metadata/endpoints GET", this::metadata);
        router.add("GET", "/subscriptions", "subscriptions list", this::listSubscriptions);
        router.add("GET", "/tenants", "tenants list", this::listTenants);
        router.add(
                "GET",
                one,
                "subscriptions GET",
                request -> Response.json(200, subscription(request.param("subscription"))));
        router.add("GET", one + "/locations", "locations list", this::locations);
        router.add("GET", one + "/providers", "providers list", this::providers);
        router.add("GET", one + "/providers/{namespace}", "providers GET", this::provider);
        router.add("POST", one + "/providers/{namespace}/register", "providers/register", this::provider);
        new GroupsApi(azure, subscriptions, sight).routes(router);
    }

    private Response metadata(Request request) {
        String arm = request.endpoint();
        ObjectNode authentication = Json.object()
                .put("loginEndpoint", authority)
                .put("identityProvider", "AAD")
                .put("tenant", directory.tenant());
        authentication.set(
                "audiences",
                Json.array().add("https://management.core.windows.net/").add("https://management.azure.com/"));
        ObjectNode body = Json.object().put("name", "AzureSimulator");
        body.set("authentication", authentication);
        body.put("resourceManager", arm)
                .put("batch", "https://batch.core.windows.net/")
                .put("portal", "https://portal.azure.com")
                .put("graphAudience", "https://graph.windows.net/")
                .put("graph", "https://graph.windows.net/")
                .put("microsoftGraphResourceId", authority + "/")
                .put("gallery", "https://gallery.azure.com/");
        body.set("suffixes", Json.object().put("storage", "core.windows.net").put("keyVaultDns", "vault.azure.net"));
        return Response.json(200, body);
    }

    private Response listSubscriptions(Request request) {
        return azure.pages()
                .of(
                        request,
                        subscriptions.all().stream()
                                .filter(id -> sight.subscription(request, id))
                                .map(this::subscription)
                                .toList());
    }

    private Response listTenants(Request request) {
        ObjectNode tenant = Json.object()
                .put("id", "/tenants/" + directory.tenant())
                .put("tenantId", directory.tenant())
                .put("displayName", "Simulator")
                .put("tenantCategory", "Home");
        return azure.pages().of(request, List.of(tenant));
    }

    private ObjectNode subscription(String id) {
        ObjectNode json = Json.object()
                .put("id", "/subscriptions/" + id)
                .put("authorizationSource", "RoleBased")
                .put("subscriptionId", id)
                .put("tenantId", directory.tenant())
                .put("displayName", "Simulator")
                .put("state", "Enabled");
        json.set("managedByTenants", Json.array());
        json.set(
                "subscriptionPolicies",
                Json.object()
                        .put("locationPlacementId", "Public_2014-09-01")
                        .put("quotaId", "PayAsYouGo_2014-09-01")
                        .put("spendingLimit", "Off"));
        return json;
    }

    private Response locations(Request request) {
        ArrayNode value = Json.array();
        Regions.all()
                .forEach((name, display) -> value.add(Json.object()
                        .put("id", "/subscriptions/" + request.param("subscription") + "/locations/" + name)
                        .put("name", name)
                        .put("type", "Region")
                        .put("displayName", display)
                        .put("regionalDisplayName", display)));
        return Response.json(200, Json.object().set("value", value));
    }

    private Response providers(Request request) {
        List<ObjectNode> all = apiVersions.namespaces().stream()
                .map(namespace -> provider(request.param("subscription"), namespace))
                .toList();
        return azure.pages().of(request, all);
    }

    private Response provider(Request request) {
        String namespace = request.param("namespace");
        if (apiVersions.types(namespace).isEmpty()) {
            throw ArmError.gateway(
                    404, "InvalidResourceNamespace", "The resource namespace '" + namespace + "' is invalid.");
        }
        return Response.json(200, provider(request.param("subscription"), namespace));
    }

    private ObjectNode provider(String subscription, String namespace) {
        ArrayNode types = Json.array();
        for (Map.Entry<String, List<String>> type : apiVersions.types(namespace).entrySet()) {
            ObjectNode json = Json.object().put("resourceType", type.getKey());
            ArrayNode regions = Json.array();
            Regions.all().values().forEach(regions::add);
            json.set("locations", regions);
            ArrayNode versions = Json.array();
            type.getValue().reversed().forEach(versions::add);
            json.set("apiVersions", versions);
            types.add(json);
        }
        ObjectNode json = Json.object()
                .put("id", "/subscriptions/" + subscription + "/providers/" + namespace)
                .put("namespace", namespace)
                .put("registrationPolicy", "RegistrationRequired")
                .put("registrationState", "Registered");
        json.set("resourceTypes", types);
        return json;
    }
}
