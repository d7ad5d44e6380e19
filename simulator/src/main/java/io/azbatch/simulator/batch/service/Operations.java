package io.azbatch.simulator.batch.service;

import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Route;
import io.azbatch.simulator.http.Router;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the service can be asked, the same for every account. Filled at start, read only after that. */
public final class Operations {
    private final Router router = new Router();
    private final Map<String, CallHandler> handlers = new HashMap<>();

    /** Answers a call. */
    @FunctionalInterface
    interface CallHandler {
        Response handle(Call call);
    }

    /**
     * What a request asks.
     *
     * @param name for journal and faults, such as {@code pools resize}
     * @param write whether it changes something
     * @param params values of its path
     */
    record Match(String name, boolean write, Map<String, String> params, CallHandler handler) {}

    public Operations(
            PoolsApi pools,
            ScaleApi scale,
            NodesApi nodes,
            ListsApi lists,
            JobsApi jobs,
            TasksApi tasks,
            JobSchedulesApi schedules,
            NodeAccessApi access,
            FilesApi files,
            PackageListsApi packages) {
        pools.add(this);
        scale.add(this);
        nodes.add(this);
        lists.add(this);
        jobs.add(this);
        tasks.add(this);
        schedules.add(this);
        access.add(this);
        files.add(this);
        packages.add(this);
        new StatisticsApi().add(this);
    }

    void add(String method, String template, String name, CallHandler handler) {
        add(Route.of(method, template, name, Operations::unreachable), handler);
    }

    /** A POST that changes nothing. */
    void addReadOnly(String method, String template, String name, CallHandler handler) {
        add(Route.of(method, template, name, Operations::unreachable).readOnly(), handler);
    }

    private void add(Route route, CallHandler handler) {
        router.add(route);
        handlers.put(key(route), handler);
    }

    Optional<Match> find(Request request) {
        return router.find(request.method(), request.path())
                .map(match -> new Match(
                        match.route().operation(),
                        match.route().write(),
                        match.params(),
                        handlers.get(key(match.route()))));
    }

    private static String key(Route route) {
        return route.method() + " " + String.join("/", route.segments());
    }

    private static Response unreachable(Request request) {
        throw new IllegalStateException("calls are answered by their own handlers");
    }
}
