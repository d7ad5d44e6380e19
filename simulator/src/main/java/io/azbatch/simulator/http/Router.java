package io.azbatch.simulator.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route of a request; of several that fit, the one with most fixed segments. Filled at start, read only after that. */
public final class Router {
    private final List<Route> routes = new ArrayList<>();

    public Router add(Route route) {
        routes.add(route);
        return this;
    }

    public Router add(String method, String template, String operation, Handler handler) {
        return add(Route.of(method, template, operation, handler));
    }

    /**
     * A route with the values of its placeholders.
     *
     * @param params in the caller's case
     */
    public record Match(Route route, Map<String, String> params) {}

    /** The route of a method and raw path. */
    public Optional<Match> find(String method, String rawPath) {
        List<String> path = Route.split(rawPath);
        return routes.stream()
                .filter(route -> route.method().equals(method))
                .flatMap(route -> route.match(path).map(params -> new Match(route, params)).stream())
                .max(Comparator.comparingInt(match -> match.route().fixedSegments()));
    }

    /** Whether the path is known with any method: the difference between 404 and 405. */
    public boolean knowsPath(String rawPath) {
        List<String> path = Route.split(rawPath);
        return routes.stream().anyMatch(route -> route.match(path).isPresent());
    }
}
