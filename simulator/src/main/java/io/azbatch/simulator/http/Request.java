package io.azbatch.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.fault.OperationEnd;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One request, read completely.
 *
 * @param kind which service it was sent to
 * @param port the listener's port
 * @param method in capitals
 * @param path raw path as sent, percent-encoded
 * @param rawQuery raw query as sent, empty if there was none
 * @param query parsed query
 * @param headers names in lower case; repeated headers are joined with a comma
 * @param body empty array if there was none
 * @param id the request id that the answer carries, a UUID
 * @param endpoint scheme and authority under which the caller reached us, {@code https://127.0.0.1:1234}
 * @param params decoded values of the route's placeholders in the caller's case; empty before routing
 * @param operationEnd how a fault wants the long operation to end that this request starts
 */
public record Request(
        ListenerKind kind,
        int port,
        String method,
        String path,
        String rawQuery,
        Query query,
        Map<String, String> headers,
        byte[] body,
        String id,
        String endpoint,
        Map<String, String> params,
        Optional<OperationEnd> operationEnd) {

    /** The value of a placeholder of the route, in the caller's case. */
    public String param(String name) {
        String value = params.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Path and query as sent. */
    public String target() {
        return rawQuery.isEmpty() ? path : path + "?" + rawQuery;
    }

    /** The value of {@code api-version}, empty text if there is none. */
    public String apiVersion() {
        return query.get("api-version").orElse("");
    }

    /** Neither GET, HEAD nor OPTIONS. */
    public boolean changesSomething() {
        return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
    }

    /** The body as an object, or nothing if it is empty, no JSON, or no object. */
    public Optional<ObjectNode> json() {
        if (body.length == 0) {
            return Optional.empty();
        }
        try {
            JsonNode node = Json.parse(body);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    public Request withParams(Map<String, String> values) {
        return new Request(
                kind,
                port,
                method,
                path,
                rawQuery,
                query,
                headers,
                body,
                id,
                endpoint,
                Map.copyOf(values),
                operationEnd);
    }

    public Request withPath(String other) {
        return new Request(
                kind, port, method, other, rawQuery, query, headers, body, id, endpoint, params, operationEnd);
    }

    public Request withHeaders(Map<String, String> others) {
        return new Request(
                kind,
                port,
                method,
                path,
                rawQuery,
                query,
                Map.copyOf(others),
                body,
                id,
                endpoint,
                params,
                operationEnd);
    }

    public Request withBody(byte[] other) {
        return new Request(
                kind, port, method, path, rawQuery, query, headers, other, id, endpoint, params, operationEnd);
    }

    /** A request that this one leads to, of the same caller, with an id of its own. */
    public Request inside(String innerMethod, String innerPath, String innerQuery, byte[] innerBody) {
        return new Request(
                kind,
                port,
                innerMethod,
                innerPath,
                innerQuery,
                Query.parse(innerQuery),
                json(headers),
                innerBody,
                UUID.randomUUID().toString(),
                endpoint,
                Map.of(),
                Optional.empty());
    }

    private static Map<String, String> json(Map<String, String> headers) {
        Map<String, String> inner = new HashMap<>(headers);
        inner.put("content-type", "application/json");
        return Map.copyOf(inner);
    }

    public Request withOperationEnd(OperationEnd end) {
        return new Request(
                kind, port, method, path, rawQuery, query, headers, body, id, endpoint, params, Optional.of(end));
    }
}
