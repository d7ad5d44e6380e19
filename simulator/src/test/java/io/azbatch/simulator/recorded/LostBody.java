package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request to Batch must have asked for whose body the recorder did not keep: read from how Azure shows the thing from then on, or
 * from its refusal. Where neither tells, the body stays lost.
 */
final class LostBody {
    private static final Pattern BAD_LINK =
            Pattern.compile("Property id '([^']*)' at path 'properties.keyVaultReference.id'");
    private static final List<String> ACCOUNT = List.of("poolAllocationMode", "keyVaultReference");
    private static final List<String> ARM_READ_ONLY = List.of(
            "lastModified",
            "creationTime",
            "provisioningState",
            "provisioningStateTransitionTime",
            "allocationState",
            "allocationStateTransitionTime",
            "currentDedicatedNodes",
            "currentLowPriorityNodes",
            "resizeOperationStatus");

    private final List<Exchange> all;

    private LostBody(List<Exchange> all) {
        this.all = all;
    }

    /** The exchanges with the bodies that could be found. */
    static List<Exchange> restored(List<Exchange> exchanges) {
        LostBody lost = new LostBody(exchanges);
        return exchanges.stream()
                .map(exchange -> exchange.bodyRecorded()
                        ? exchange
                        : lost.find(exchange).map(exchange::withRequestBody).orElse(exchange))
                .toList();
    }

    private Optional<ObjectNode> find(Exchange exchange) {
        if (exchange.address().isBatch()) {
            return new LostServiceBody(all).find(exchange);
        }
        return exchange.address().path().contains("/providers/Microsoft.Batch/") ? arm(exchange) : Optional.empty();
    }

    private Optional<ObjectNode> arm(Exchange exchange) {
        JsonNode properties = exchange.body().path("properties");
        return switch (exchange.address().operation()) {
            case "PUT batchAccounts", "PATCH batchAccounts" -> account(exchange);
            case "PUT batchAccounts/applications", "PATCH batchAccounts/applications" -> application(exchange);
            case "PUT batchAccounts/applications/versions" -> Optional.of(Json.object());
            case "POST batchAccounts/applications/versions/activate" ->
                Optional.of(
                        Json.object().put("format", properties.path("format").asText("zip")));
            case "POST batchAccounts/regenerateKeys" ->
                Optional.of(Json.object().put("keyName", "Primary"));
            case "PUT batchAccounts/pools" -> Optional.of(pool(exchange.body()));
            case "PATCH batchAccounts/pools" ->
                Optional.of(inProperties("scaleSettings", properties.path("scaleSettings")));
            case "POST locations/checkNameAvailability" ->
                exchange.body().path("nameAvailable").asBoolean()
                        ? Optional.of(Json.object().put("name", "unused").put("type", "Microsoft.Batch/batchAccounts"))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<ObjectNode> account(Exchange exchange) {
        String id = exchange.address().path();
        JsonNode shown = exchange.status() == 200
                ? exchange.body()
                : all.stream()
                        .filter(other -> other.number() > exchange.number() && other.status() == 200)
                        .map(Exchange::body)
                        .filter(body -> Json.text(body, "id").equalsIgnoreCase(id))
                        .findFirst()
                        .orElse(Json.object().put("location", region()));
        ObjectNode body = Json.object();
        if (exchange.method().equals("PUT")) {
            body.put("location", Json.text(shown, "location"));
        }
        if (shown.has("tags")) {
            body.set("tags", shown.get("tags"));
        }
        ObjectNode properties = body.putObject("properties");
        ACCOUNT.stream()
                .filter(shown.path("properties")::has)
                .forEach(field -> properties.set(field, shown.path("properties").get(field)));
        String storage = Json.text(shown, "properties", "autoStorage", "storageAccountId");
        if (!storage.isEmpty()) {
            properties.putObject("autoStorage").put("storageAccountId", storage);
        }
        refusedKeyVault(exchange, properties);
        return Optional.of(body);
    }

    private static void refusedKeyVault(Exchange exchange, ObjectNode properties) {
        String text = exchange.refused() ? exchange.body().toString() : "";
        Matcher badLink = BAD_LINK.matcher(text);
        if (text.contains("keyVaultReference")) {
            properties.put("poolAllocationMode", "UserSubscription");
        }
        if (badLink.find()) {
            properties
                    .putObject("keyVaultReference")
                    .put("id", badLink.group(1))
                    .put("url", "https://kv.vault.azure.net/");
        }
    }

    /** Another version than an active one was asked for where that is what was refused. */
    private static Optional<ObjectNode> application(Exchange exchange) {
        return switch (exchange.errorCode()) {
            case "" ->
                Optional.of((ObjectNode)
                        Json.object().set("properties", exchange.body().path("properties")));
            case "RequestedDefaultVersionNotActive" ->
                Optional.of(inProperties("defaultVersion", Json.object().textNode("inactive")));
            default -> Optional.empty();
        };
    }

    private static ObjectNode pool(JsonNode shown) {
        ObjectNode properties = shown.path("properties").deepCopy();
        properties.remove(ARM_READ_ONLY);
        properties.path("userAccounts").forEach(user -> ((ObjectNode) user).put("password", "not shown"));
        ObjectNode body = Json.object();
        body.set("properties", properties);
        return body;
    }

    private static ObjectNode inProperties(String field, JsonNode value) {
        ObjectNode body = Json.object();
        body.putObject("properties").set(field, value);
        return body;
    }

    private String region() {
        return all.stream()
                .map(other -> Json.text(other.body(), "location"))
                .filter(location -> !location.isEmpty())
                .findFirst()
                .orElse("westeurope");
    }
}
