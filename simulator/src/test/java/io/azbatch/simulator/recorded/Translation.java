package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From recorded names to ours: subscription, hosts, poll addresses, and whatever ids a service made up. */
final class Translation {
    private static final Pattern SUBSCRIPTION = Pattern.compile("(?i)/subscriptions/[^/?\"]+");
    private static final Pattern MADE_UP = Pattern.compile(
            "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|.*[0-9a-f]{32}.*|tvmp?s?[-_].+|(W/)?\"?0x[0-9A-F]{12,}\"?");
    private static final Pattern GROUP =
            Pattern.compile("(?i)/subscriptions/[^/]+/resourceGroups/([^/]+)(/providers/.+)");
    private static final Pattern ZERO = Pattern.compile(".*0{8}-0{4}-0{4}-0{4}-0{12}.*");

    private final WireAzure azure;
    private final Set<String> foreign = new HashSet<>();
    private final Map<String, String> pollUrls = new HashMap<>();
    private final Map<String, String> batchEndpoints = new HashMap<>();
    private final Map<String, String> learned =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    Translation(WireAzure azure) {
        this.azure = azure;
    }

    /** Remembers where an account's data plane is. */
    void batchEndpoint(String account, String url) {
        batchEndpoints.put(account, url);
    }

    /** Text with every recorded name replaced. */
    String text(String recorded) {
        String text = recorded;
        for (Map.Entry<String, String> known : learned.entrySet()) {
            text = text.replace(known.getKey(), known.getValue());
        }
        return SUBSCRIPTION
                .matcher(text)
                .replaceAll(found -> foreign.contains(found.group().toLowerCase(Locale.ROOT))
                        ? Matcher.quoteReplacement(found.group())
                        : "/subscriptions/" + azure.subscription());
    }

    /** Other subscriptions stay others where a refusal is about them; elsewhere recorders wrote one in many ways. */
    void prepare(Exchange exchange) {
        foreign.clear();
        String refusal = exchange.refused() ? exchange.body().toString() : "";
        if (!refusal.contains("LinkedAuthorizationFailed") && !refusal.contains("must match the SubscriptionId")) {
            return;
        }
        Matcher own = SUBSCRIPTION.matcher(exchange.address().path());
        String ours = own.find() ? own.group() : "";
        SUBSCRIPTION
                .matcher(exchange.requestBody().toString())
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .filter(found -> !found.equalsIgnoreCase(ours))
                .forEach(foreign::add);
    }

    /** A body with every recorded name replaced, and something in the place of what was redacted. */
    JsonNode tree(JsonNode recorded) {
        if (recorded instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties()
                    .forEach(field -> copy.set(text(field.getKey()), value(field.getKey(), field.getValue())));
            return copy;
        }
        if (recorded instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(element -> copy.add(tree(element)));
            return copy;
        }
        return recorded.isTextual() ? Json.MAPPER.getNodeFactory().textNode(text(recorded.asText())) : recorded;
    }

    private JsonNode value(String field, JsonNode value) {
        if (value.asText().equals("REDACTED")) {
            return Json.MAPPER.getNodeFactory().textNode(field.equals("keyData") ? "ssh-rsa AAAAB3Nza" : "Secret.123");
        }
        return tree(value);
    }

    /** Our URL for a recorded address; nothing for a poll whose operation was not replayed here. */
    Optional<String> url(Address address) {
        if (address.isPoll()) {
            return Optional.ofNullable(pollUrls.get(address.pollKey()));
        }
        String query = address.query().isEmpty() ? "" : "?" + text(address.query());
        String base = address.isBatch() ? batchEndpoints.get(address.batchAccount()) : azure.arm();
        return Optional.ofNullable(base).map(one -> one + text(address.path()) + query);
    }

    /** Takes over what the services made up on both sides. */
    void learn(Exchange recorded, Answer ours) {
        for (String name : new String[] {"Azure-AsyncOperation", "Location"}) {
            Optional<String> url = recorded.header(name);
            if (url.isPresent() && ours.header(name).isPresent()) {
                pollUrls.put(
                        Address.of("GET", url.get()).pollKey(),
                        ours.header(name).get());
            }
        }
        learn(recorded.header("ETag").orElse(""), ours.header("ETag").orElse(""));
        learn(recorded.body(), ours.body());
    }

    /** A recorder that wrote another name for a group did not do so everywhere. */
    private void learnGroup(String recorded, String ours) {
        Matcher theirs = GROUP.matcher(recorded);
        Matcher own = GROUP.matcher(ours);
        if (theirs.matches()
                && own.matches()
                && theirs.group(2).equalsIgnoreCase(own.group(2))
                && !theirs.group(1).equalsIgnoreCase(own.group(1))) {
            learned.put(theirs.group(1), own.group(1));
        }
    }

    private void learn(JsonNode recorded, JsonNode ours) {
        if (recorded.isTextual() && ours.isTextual()) {
            learn(recorded.asText(), ours.asText());
        } else if (recorded.isObject() && ours.isObject()) {
            recorded.properties().forEach(field -> learn(field.getValue(), ours.path(field.getKey())));
        } else if (recorded.isArray() && ours.isArray() && recorded.size() == ours.size()) {
            for (int i = 0; i < recorded.size(); i++) {
                learn(recorded.get(i), ours.get(i));
            }
        }
    }

    private void learn(String recorded, String ours) {
        learnGroup(recorded, ours);
        boolean name = !recorded.contains("/")
                && !recorded.contains(" ")
                && MADE_UP.matcher(recorded).matches();
        if (name
                && !ours.isEmpty()
                && !recorded.equals(ours)
                && !ZERO.matcher(recorded).matches()) {
            learned.put(recorded, ours);
        }
    }
}
