package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes what a recording found there already, over ARM and Batch as any client would: groups, what a body refers to, and resources
 * that were made before the recording began or by a request that was not kept.
 */
final class Stage {
    private static final Pattern ID = Pattern.compile("(?i)^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/.+");
    private final WireAzure azure;
    private final Recording recording;
    private final Translation translation;
    private final BatchStage batch;
    private final StorageStage storage;
    private final ApplicationStage applications;
    private final Scenery scenery;
    private final ComputeStage compute;
    private final LinkStage links;
    private final Set<String> groups = new HashSet<>();

    Stage(WireAzure azure, Recording recording, Translation translation) {
        this.azure = azure;
        this.recording = recording;
        this.translation = translation;
        this.batch = new BatchStage(azure, recording, translation);
        this.storage = new StorageStage(azure);
        this.applications = new ApplicationStage(azure);
        this.scenery = new Scenery(azure, recording, translation);
        this.compute = new ComputeStage(azure, scenery, storage, translation, this::makeReference);
        this.links = new LinkStage(azure, scenery);
    }

    /** Makes what an exchange needs. False if the recording does not tell enough of it. */
    boolean prepare(Exchange exchange) {
        if (exchange.errorCode().equals("ResourceGroupNotFound")) {
            removeGroup(exchange.address().group());
            return true;
        }
        links.prepare(exchange);
        if (exchange.address().isPoll()) {
            return true;
        }
        if (exchange.address().isBatch()) {
            String group = "batch";
            makeGroup(group, region(exchange));
            return batch.prepare(
                    exchange, groupOf(exchange.address().batchAccount()).orElse(group));
        }
        if (!exchange.address().group().isEmpty()) {
            makeGroup(exchange.address().group(), region(exchange));
        }
        if (ApplicationStage.isMeantBy(exchange)) {
            String account =
                    top(exchange.address().resourceId(), exchange.address().typesAndNames());
            boolean there = scenery.exists(account, Scenery.BATCH) || makeAccount(exchange, account);
            applications.prepare(exchange, translation.text(account));
            return there;
        }
        if (exchange.status() == 404
                || exchange.status() == 204 && exchange.method().equals("DELETE")) {
            return true;
        }
        makeReferences(exchange);
        makeTaken(exchange);
        fillRegion(exchange);
        if (exchange.address().typesAndNames().size() == 1) {
            exchange.body().path("value").forEach(item -> makeListed(exchange, Json.text(item, "id"), item));
        }
        boolean makesItself = exchange.method().equals("PUT") && exchange.status() != 200;
        return makesItself || exchange.address().operation().endsWith(" list") || makeTarget(exchange);
    }

    /** The group in which the recording shows an account of this name. */
    private Optional<String> groupOf(String account) {
        return recording.exchanges().stream()
                .map(Exchange::address)
                .filter(address -> address.path().toLowerCase(Locale.ROOT).contains("/batchaccounts/" + account))
                .map(Address::group)
                .filter(group -> !group.isEmpty())
                .findFirst();
    }

    private void makeGroup(String name, String region) {
        if (groups.add(name.toLowerCase(Locale.ROOT))) {
            azure.makeGroup(name, region);
        }
    }

    private void removeGroup(String name) {
        if (groups.remove(name.toLowerCase(Locale.ROOT))) {
            azure.arm("DELETE", azure.group(name), "2021-04-01", "");
            azure.advance(Duration.ofMinutes(2));
        }
    }

    private String region(Exchange exchange) {
        String answered = Json.text(exchange.body(), "location");
        String own = answered.isEmpty() ? Json.text(exchange.requestBody(), "location") : answered;
        return own.isEmpty()
                ? recording.exchanges().stream()
                        .map(other -> Json.text(other.body(), "location"))
                        .filter(location -> !location.isEmpty())
                        .findFirst()
                        .orElse("westeurope")
                : own;
    }

    private void makeReferences(Exchange exchange) {
        String region = region(exchange);
        exchange.requestBody().findValues("id").forEach(id -> makeReference(id.asText(), region));
        exchange.requestBody().findValues("diskAccessId").forEach(id -> makeReference(id.asText(), region));
        exchange.requestBody().findValues("storageAccountId").forEach(id -> makeReference(id.asText(), region));
        boolean blobsAreThere = recording
                .failure(exchange)
                .filter(end -> end.errorCode().equals(Recording.NO_BLOB))
                .isEmpty();
        if (!exchange.address().group().isEmpty() && blobsAreThere) {
            boolean elsewhere = exchange.body().toString().contains("does not belong to the same region");
            storage.prepare(
                    exchange.address().group(),
                    elsewhere ? "francecentral" : region,
                    translation.tree(exchange.requestBody()));
        }
        exchange.requestBody()
                .path("identity")
                .path("userAssignedIdentities")
                .fieldNames()
                .forEachRemaining(id -> makeReference(id, region));
    }

    private void makeReference(String recordedId, String region) {
        if (!ID.matcher(recordedId).matches() || scenery.exists(recordedId, Scenery.apiVersion(recordedId))) {
            return;
        }
        makeGroup(Address.of("GET", "https://x" + recordedId).group(), region);
        String type = recordedId.replaceAll("(?i).*/providers/", "").toLowerCase(Locale.ROOT);
        if (type.startsWith("microsoft.storage/storageaccounts/")) {
            scenery.put(recordedId, Scenery.apiVersion(recordedId), generalPurpose(region));
        } else if (Scenery.isPlain(type.substring(0, type.indexOf('/')))) {
            scenery.put(
                    recordedId, Scenery.apiVersion(recordedId), Json.object().put("location", region));
        } else if (type.startsWith("microsoft.compute/disks/")) {
            compute.makeDisk(recordedId, region);
        } else if (type.startsWith("microsoft.compute/availabilitysets/")
                || type.startsWith("microsoft.compute/proximityplacementgroups/")) {
            scenery.put(recordedId, Scenery.MACHINES, scenery.placement(recordedId, type, region));
        } else if (type.startsWith("microsoft.compute/diskaccesses/")) {
            scenery.put(recordedId, Scenery.DISKS, Json.object().put("location", region));
        } else if (type.startsWith("microsoft.compute/virtualmachines/")) {
            scenery.snapshot(recordedId, 0).ifPresent(body -> compute.makeMachine(recordedId, body));
        }
    }

    private static ObjectNode generalPurpose(String region) {
        ObjectNode body = Json.object().put("location", region).put("kind", "StorageV2");
        body.putObject("sku").put("name", "Standard_LRS");
        return body;
    }

    /** The resource that the exchange is about, and for a nested one its parent. */
    private boolean makeTarget(Exchange exchange) {
        String id = exchange.address().resourceId();
        if (!ID.matcher(id).matches()) {
            return true;
        }
        List<String> parts = exchange.address().typesAndNames();
        String type = parts.getFirst().toLowerCase(Locale.ROOT);
        String top = top(id, parts);
        return switch (type) {
            case "virtualmachines" ->
                scenery.exists(top, Scenery.MACHINES)
                        || scenery.snapshot(top, exchange.number())
                                .map(body -> compute.makeMachineAsItWent(top, body))
                                .orElse(false);
            case "disks" ->
                scenery.exists(top, Scenery.DISKS)
                        || scenery.snapshot(top, exchange.number())
                                .map(body -> compute.makeDisk(top, Json.text(body, "location"), body))
                                .orElse(false);
            case "batchaccounts" ->
                (scenery.exists(top, Scenery.BATCH) || makeAccount(exchange, top)) && batch.makeArmPool(exchange);
            default -> true;
        };
    }

    /** An account as it is shown; one whose storage keys were synchronised has storage. */
    private boolean makeAccount(Exchange exchange, String id) {
        ObjectNode shown = scenery.snapshot(id, exchange.number())
                .<ObjectNode>map(JsonNode::deepCopy)
                .orElseGet(() -> Json.object().put("location", region(exchange)));
        String operation = exchange.address().operation();
        boolean syncs = operation.endsWith("/syncAutoStorageKeys") && !exchange.refused()
                || operation.contains(" batchAccounts/applications");
        if (syncs && !Json.at(shown, "properties", "autoStorage").isObject()) {
            String storageId =
                    id.replaceAll("/providers/.*", "/providers/Microsoft.Storage/storageAccounts/autostorage");
            makeReference(storageId, Json.text(shown, "location"));
            shown.withObject("/properties/autoStorage").put("storageAccountId", storageId);
        }
        return batch.makeAccount(id, shown);
    }

    /** What a list shows was there. */
    private void makeListed(Exchange exchange, String id, JsonNode item) {
        String type = exchange.address().typesAndNames().getFirst().toLowerCase(Locale.ROOT);
        if (!ID.matcher(id).matches() || scenery.exists(id, Scenery.apiVersion(id))) {
            return;
        }
        makeGroup(Address.of("GET", "https://x" + id).group(), Json.text(item, "location"));
        switch (type) {
            case "virtualmachines" -> compute.makeMachine(id, item);
            case "disks" -> compute.makeDisk(id, Json.text(item, "location"), item);
            case "batchaccounts" -> batch.makeAccount(id, item);
            default -> {
                // Other lists hold what the recording itself made.
            }
        }
    }

    /** A name that was found to be taken is an account that was there. */
    private void makeTaken(Exchange exchange) {
        if (Json.text(exchange.body(), "reason").equals("AlreadyExists")) {
            makeGroup("taken", "westeurope");
            String region = exchange.address().typesAndNames().get(1);
            batch.makeAccount(
                    azure.group("taken") + "/providers/Microsoft.Batch/batchAccounts/"
                            + Json.text(exchange.requestBody(), "name"),
                    Json.object().put("location", region));
        }
    }

    /** A creation that fails since the region is full finds it full. */
    private void fillRegion(Exchange exchange) {
        boolean full = recording.exchanges().stream()
                .anyMatch(other -> other.errorCode().equals("SubscriptionQuotaExceeded"));
        if (full && exchange.address().operation().equals("PUT batchAccounts")) {
            azure.settings("{\"batchAccountQuota\":0}");
        }
    }

    private static String top(String id, List<String> parts) {
        String[] all = id.split("/");
        int drop = parts.size() - parts.size() % 2 - 2;
        return String.join("/", java.util.Arrays.copyOf(all, all.length - Math.max(0, drop)));
    }

    /** Whether what an exchange changes is there now. */
    boolean isThere(Exchange exchange) {
        Address address = exchange.address();
        if (address.isBatch()) {
            return batch.isThere(exchange);
        }
        String id = address.resourceId();
        return ID.matcher(id).matches()
                && !address.isPoll()
                && scenery.exists(top(id, address.typesAndNames()), Scenery.apiVersion(id));
    }

    /** Sends a request of the data plane signed with the account's key. */
    Answer signed(Exchange exchange, String url, Map<String, String> headers, String body) {
        return batch.signed(exchange, url, headers, body);
    }
}
