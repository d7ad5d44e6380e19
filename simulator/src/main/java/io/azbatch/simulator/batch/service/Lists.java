package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.answer.Filter;
import io.azbatch.simulator.batch.answer.MaxResults;
import io.azbatch.simulator.batch.form.ItemProperties;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Lists with {@code $filter}, {@code $select}, {@code maxresults} and a link to the next page. */
final class Lists {
    private static final String TOKEN = "$skiptoken";

    private final Settings settings;

    Lists(Settings settings) {
        this.settings = settings;
    }

    /**
     * The page that a call asks for.
     *
     * @param collection in the metadata, such as {@code pools}
     * @param most what {@code maxresults} may be
     */
    Response page(Call call, String collection, List<? extends JsonNode> items, int most) {
        Request request = call.request();
        checkNames(request, collection);
        int size = Math.min(MaxResults.read(request, most), Math.max(1, settings.number("batchPageSize")));
        int from = request.query().get(TOKEN).map(Lists::position).orElse(0);
        List<? extends JsonNode> fitting = request.query()
                .get("$filter")
                .<List<? extends JsonNode>>map(
                        filter -> items.stream().filter(Filter.parse(filter)).toList())
                .orElse(items);
        ObjectNode body = Json.object().put("odata.metadata", call.endpoint() + "/$metadata#" + collection);
        ArrayNode value = body.putArray("value");
        fitting.stream().skip(from).limit(size).forEach(item -> value.add(select(request, item)));
        if (from + size < fitting.size()) {
            body.put("odata.nextLink", call.endpoint() + request.path() + "?" + nextQuery(request, from + size));
        }
        return Response.json(200, body);
    }

    /** An item with the fields that the request selects, all if it does not. */
    static JsonNode select(Request request, JsonNode item) {
        return request.query()
                .get("$select")
                .filter(fields -> !fields.isBlank())
                .map(fields -> selected(item, fields))
                .orElse(item);
    }

    private static JsonNode selected(JsonNode item, String fields) {
        ObjectNode chosen = Json.object();
        Arrays.stream(fields.split(",")).map(String::strip).forEach(field -> item.properties().stream()
                .filter(known -> known.getKey().equalsIgnoreCase(field))
                .forEach(known -> chosen.set(known.getKey(), known.getValue())));
        return chosen;
    }

    /** Refuses a filter, a selection or an expansion that names what items do not have. */
    static void checkNames(Request request, String collection) {
        request.query().get("$filter").ifPresent(filter -> Filter.names(filter)
                .forEach(name -> require(ItemProperties.has(collection, name), "$filter", filter, name)));
        request.query().get("$select").ifPresent(select -> Arrays.stream(select.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> require(ItemProperties.has(collection, name), "$select", select, name)));
        request.query()
                .get("$expand")
                .filter(expand -> !expand.isBlank())
                .ifPresent(expand -> require(expand.equalsIgnoreCase("stats"), "$expand", expand, expand));
    }

    private static void require(boolean known, String parameter, String value, String name) {
        if (!known) {
            throw Errors.invalidQuery(parameter, value, "Could not find a property named '" + name + "'.")
                    .refusal();
        }
    }

    private static int position(String token) {
        try {
            return Integer.parseUnsignedInt(token.replaceFirst("^WATV2:", ""));
        } catch (NumberFormatException e) {
            throw Errors.invalidQuery(TOKEN, token, "The continuation token is invalid.")
                    .refusal();
        }
    }

    private static String nextQuery(Request request, int position) {
        String rest = Arrays.stream(request.rawQuery().split("&"))
                .filter(pair -> !pair.toLowerCase(Locale.ROOT).matches("(\\$|%24)skiptoken=.*"))
                .reduce((a, b) -> a + "&" + b)
                .orElse("");
        return rest + "&$skiptoken=WATV2:" + position;
    }
}
