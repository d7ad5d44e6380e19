package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Lists in pages: {@code {"value": [...], "nextLink": absolute URL}}. */
public final class Pages {
    private static final String TOKEN = "$skiptoken";

    private final Settings settings;

    public Pages(Settings settings) {
        this.settings = settings;
    }

    /** The page that the request asks for. The next link carries the rest of the query along. */
    public Response of(Request request, List<? extends JsonNode> items) {
        return of(request, items, Integer.MAX_VALUE);
    }

    /** The same for lists of ARM itself, which let the caller say how many items a page has at most. */
    Response top(Request request, List<? extends JsonNode> items) {
        String asked = request.query().get("$top").orElse("");
        if (asked.isEmpty()) {
            return of(request, items);
        }
        if (!asked.matches("[1-9][0-9]{0,8}")) {
            throw ArmError.gateway(
                    400, "InvalidTopInQueryString", "Invalid $top '" + asked + "' specified in the query string.");
        }
        return of(request, items, Integer.parseInt(asked));
    }

    /** The same with at most so many items on it. */
    public Response of(Request request, List<? extends JsonNode> items, int most) {
        int size = Math.max(1, Math.min(most, settings.number("pageSize")));
        int from = request.query().get(TOKEN).map(Pages::position).orElse(0);
        ArrayNode page = Json.array();
        items.stream().skip(from).limit(size).forEach(page::add);
        ObjectNode body = Json.object();
        body.set("value", page);
        if (from + size < items.size()) {
            body.put("nextLink", request.endpoint() + request.path() + "?" + nextQuery(request, from + size));
        }
        return Response.json(200, body);
    }

    private static int position(String token) {
        if (!token.matches("[0-9]{1,9}")) {
            throw ArmError.of(400, "InvalidParameter", "The value of parameter $skiptoken is invalid.", TOKEN);
        }
        return Integer.parseInt(token);
    }

    private static String nextQuery(Request request, int position) {
        String rest = Arrays.stream(request.rawQuery().split("&"))
                .filter(pair -> !pair.toLowerCase(Locale.ROOT).matches("(\\$|%24)skiptoken=.*"))
                .reduce((a, b) -> a + "&" + b)
                .orElse("");
        return rest + "&%24skiptoken=" + position;
    }
}
