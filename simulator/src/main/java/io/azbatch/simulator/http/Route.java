package io.azbatch.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path template with {@code {placeholders}}; fixed segments compare without case.
 *
 * @param method in capitals
 * @param segments of the template
 * @param operation the stable name for journal and faults, such as {@code virtualMachines/deallocate}
 * @param write whether it changes something; lists by POST do not
 * @param handler what answers
 */
public record Route(String method, List<String> segments, String operation, boolean write, Handler handler) {

    /** Makes a route; everything but GET and HEAD is a write. */
    public static Route of(String method, String template, String operation, Handler handler) {
        boolean write = !method.equals("GET") && !method.equals("HEAD");
        return new Route(method, split(template), operation, write, handler);
    }

    /** The same, marked as changing nothing in spite of its method. */
    public Route readOnly() {
        return new Route(method, segments, operation, false, handler);
    }

    /** Values of the placeholders if the path has this shape. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> params = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            if (segment.startsWith("{")) {
                params.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equalsIgnoreCase(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(params);
    }

    /** How many fixed segments it has: the more, the more specific. */
    int fixedSegments() {
        return (int)
                segments.stream().filter(segment -> !segment.startsWith("{")).count();
    }

    static List<String> split(String rawPath) {
        return Arrays.stream(rawPath.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }
}
