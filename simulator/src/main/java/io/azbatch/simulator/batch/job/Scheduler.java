package io.azbatch.simulator.batch.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.pool.Deallocation;
import io.azbatch.simulator.batch.pool.Node;
import io.azbatch.simulator.batch.pool.NodeTasks;
import io.azbatch.simulator.batch.pool.Nodes;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.batch.pool.PoolStore;
import io.azbatch.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Gives tasks that wait to nodes with room, and ends them. A task with several instances runs as one: what a client sees of its
 * subtasks is none of this.
 */
public final class Scheduler implements NodeTasks {
    /** It looks at a pool a moment after something changed. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final JobStore store;
    private final PoolStore pools;
    private final Nodes nodes;
    private final TaskFates fates;
    private final JobEnds ends;
    private final Set<String> planned = new HashSet<>();

    public Scheduler(JobStore store, PoolStore pools, Nodes nodes, TaskFates fates, JobEnds ends) {
        this.store = store;
        this.pools = pools;
        this.nodes = nodes;
        this.fates = fates;
        this.ends = ends;
    }

    @Override
    public void mayHaveRoom(Pool pool) {
        if (hasWaiting(pool) && planned.add(pool.id().key())) {
            pools.after(MOMENT, () -> {
                planned.remove(pool.id().key());
                pools.find(pool.id().parent().orElseThrow(), pool.name()).ifPresent(this::schedule);
            });
        }
    }

    /** The same for the pool of a job, if it is there. */
    void mayHaveWork(Job job) {
        pools.find(account(job), job.poolId()).ifPresent(this::mayHaveRoom);
    }

    @Override
    public void takenOff(Set<ResourceId> tasks, Deallocation option) {
        tasks.forEach(id -> store.task(id).ifPresent(task -> cutOff(task, option != Deallocation.TERMINATE)));
    }

    /** Ends a run that goes on, and lets the node go. */
    void stop(Task task, boolean requeue) {
        cutOff(task, requeue);
        release(task, false);
    }

    /** A run comes to its end by itself. */
    public void exit(Task task, int code) {
        Instant now = store.now();
        if (code != 0 && task.mayRetry()) {
            begin(store.put(task.with(task.execution().retry(now))));
            return;
        }
        Task ended = store.put(task.completed(task.execution().exit(now, code), now));
        release(ended, code == 0);
        ends.taskEnded(ended);
        store.job(account(task), task.job().name()).ifPresent(job -> obey(job, ended));
        store.job(account(task), task.job().name()).ifPresent(this::goOn);
    }

    /** A job may have to end or to stop with the end of one of its tasks. */
    private void obey(Job job, Task ended) {
        if (job.state() != JobState.ACTIVE || !job.heedsExitOptions()) {
            return;
        }
        switch (ExitRules.jobAction(ended)) {
            case "terminate" -> ends.end(job, "TaskFailed");
            case "disable" -> {
                Job disabling = store.put(job.to(JobState.DISABLING, store.now()));
                store.tasks(job).stream()
                        .filter(task -> task.state() == TaskState.RUNNING)
                        .forEach(task -> stop(task, true));
                ends.settle(disabling);
            }
            default -> {
                // Nothing more comes of it.
            }
        }
    }

    /** A job that ended with one of its tasks ends the others; any other has room for more. */
    private void goOn(Job job) {
        if (job.state() == JobState.TERMINATING) {
            store.tasks(job).stream()
                    .filter(task -> task.state() == TaskState.RUNNING)
                    .forEach(task -> stop(task, false));
        } else {
            mayHaveWork(job);
        }
    }

    private void cutOff(Task task, boolean requeue) {
        Instant now = store.now();
        if (requeue) {
            store.put(task.waiting(task.execution().requeue(now), now));
        } else {
            ends.taskEnded(store.put(task.completed(task.execution().cutOff(now), now)));
        }
    }

    private void release(Task task, boolean good) {
        task.place()
                .flatMap(place -> pools.find(account(task), place.pool())
                        .flatMap(pool -> pool.node(place.node()).map(node -> new Found(pool, node))))
                .ifPresent(found -> nodes.end(found.pool(), found.node(), task.id(), good));
    }

    private record Found(Pool pool, Node node) {}

    private void schedule(Pool pool) {
        waiting(pool).forEach(task -> pools.find(account(task), pool.name())
                .flatMap(now -> room(now, task).map(node -> new Found(now, node)))
                .ifPresent(found -> run(found, task)));
    }

    private void run(Found found, Task task) {
        Task.Place place = new Task.Place(found.pool().name(), found.node().id());
        Task running = store.put(task.run(place, store.now()));
        nodes.begin(found.pool(), found.node(), task.id(), task.slots());
        begin(running);
    }

    private void begin(Task running) {
        TaskFates.Fate fate = fates.of(running, store.seconds("taskSeconds"));
        fate.length().ifPresent(length -> store.afterRun(length, running, task -> exit(task, fate.exitCode())));
        Spans.ofConstraint(running.settings())
                .ifPresent(longest -> store.afterRun(longest, running, task -> stop(task, false)));
    }

    private boolean hasWaiting(Pool pool) {
        return pool.nodes().stream().anyMatch(node -> Nodes.takesTasks(pool, node))
                && !waiting(pool).isEmpty();
    }

    private List<Task> waiting(Pool pool) {
        return store.jobs(pool.id().parent().orElseThrow()).stream()
                .filter(job -> job.state() == JobState.ACTIVE && job.poolId().equalsIgnoreCase(pool.name()))
                .sorted(Comparator.comparing(Job::priority).reversed())
                .flatMap(job -> store.tasks(job).stream())
                .filter(task -> task.state() == TaskState.ACTIVE && dependenciesMet(task))
                .toList();
    }

    /** A task waits until all that it depends on ended well; a range of ids means each number in it. */
    private boolean dependenciesMet(Task task) {
        JsonNode needs = task.settings().path("dependsOn");
        boolean met = true;
        for (JsonNode id : needs.path("taskIds")) {
            met &= isMet(task, id.asText());
        }
        for (JsonNode range : needs.path("taskIdRanges")) {
            met &= IntStream.rangeClosed(
                            range.path("start").asInt(), range.path("end").asInt())
                    .allMatch(id -> isMet(task, Integer.toString(id)));
        }
        return met;
    }

    private boolean isMet(Task task, String id) {
        return store.task(task.job().child("tasks", id))
                .filter(ExitRules::satisfiesDependents)
                .isPresent();
    }

    private static Optional<Node> room(Pool pool, Task task) {
        int slots = pool.settings().path("taskSlotsPerNode").asInt(1);
        Comparator<Node> byLoad = Comparator.comparingInt(node -> node.work().slots());
        boolean packs = Json.text(pool.settings(), "taskSchedulingPolicy", "nodeFillType")
                .equalsIgnoreCase("pack");
        return pool.nodes().stream()
                .filter(node -> Nodes.takesTasks(pool, node))
                .filter(node -> node.work().slots() + task.slots() <= slots)
                .min((packs ? byLoad.reversed() : byLoad).thenComparing(Node::number));
    }

    private static ResourceId account(Task task) {
        return task.job().parent().orElseThrow();
    }

    private static ResourceId account(Job job) {
        return job.id().parent().orElseThrow();
    }
}
