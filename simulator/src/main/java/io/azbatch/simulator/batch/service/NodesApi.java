package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.job.JobStore;
import io.azbatch.simulator.batch.pool.BatchWorld;
import io.azbatch.simulator.batch.pool.Deallocation;
import io.azbatch.simulator.batch.pool.Node;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.settings.Settings;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Nodes of a pool. */
public final class NodesApi {
    private static final int MOST = 1000;
    private static final Set<Deallocation> WITHOUT_RETAINED_DATA =
            EnumSet.complementOf(EnumSet.of(Deallocation.RETAINED_DATA));

    private final BatchWorld world;
    private final JobStore jobs;
    private final Lists lists;

    public NodesApi(BatchWorld world, JobStore jobs, Settings settings) {
        this.world = world;
        this.jobs = jobs;
        this.lists = new Lists(settings);
    }

    void add(Operations operations) {
        String all = "/pools/{pool}/nodes";
        String one = all + "/{node}";
        operations.add("GET", all, "nodes list", this::list);
        operations.add("GET", one, "nodes GET", this::get);
        new NodeExtensions(world, lists).add(operations);
        operations.add("POST", one + "/reboot", "nodes reboot", this::reboot);
        operations.add("POST", one + "/reimage", "nodes reimage", this::reimage);
        operations.add("POST", one + "/start", "nodes start", call -> act(call, 202, world.nodes()::start));
        operations.add("POST", one + "/deallocate", "nodes deallocate", this::deallocate);
        operations.add("POST", one + "/disablescheduling", "nodes disablescheduling", this::disableScheduling);
        operations.add(
                "POST",
                one + "/enablescheduling",
                "nodes enablescheduling",
                call -> act(call, 200, world.nodes()::enableScheduling));
    }

    private Response list(Call call) {
        Pool pool = PoolsApi.require(call, world);
        List<ObjectNode> nodes = pool.nodes().stream()
                .sorted(Comparator.comparing(Node::id))
                .map(node -> render(call, pool, node))
                .toList();
        return lists.page(call, "nodes", nodes, MOST);
    }

    private Response get(Call call) {
        Pool pool = PoolsApi.require(call, world);
        return Answers.one(call, "nodes", render(call, pool, node(call, pool)));
    }

    /** Old versions refuse it for pools of virtual machines; the newer ones no longer say so. */
    private Response reimage(Call call) {
        Pool pool = PoolsApi.require(call, world);
        Node node = node(call, pool);
        boolean old = !call.version().since(BatchVersion.WITHOUT_CLOUD_SERVICES);
        if (old && pool.settings().has("virtualMachineConfiguration")) {
            throw Errors.notValidOnNode(
                            "Operation reimage can be invoked only on pools created with cloudServiceConfiguration ")
                    .refusal();
        }
        Deallocation option = option(call, "nodeReimageOption", EnumSet.allOf(Deallocation.class));
        world.nodes().reimage(pool, node, option);
        return Answers.identified(call, Response.empty(202));
    }

    private Response reboot(Call call) {
        Deallocation option = option(call, "nodeRebootOption", EnumSet.allOf(Deallocation.class));
        return act(call, 202, (pool, node) -> world.nodes().reboot(pool, node, option));
    }

    private Response deallocate(Call call) {
        Deallocation option = option(call, "nodeDeallocateOption", EnumSet.allOf(Deallocation.class));
        return act(call, 202, (pool, node) -> world.nodes().deallocate(pool, node, option));
    }

    private static Deallocation option(Call call, String field, Set<Deallocation> allowed) {
        if (call.request().body().length == 0) {
            return Deallocation.REQUEUE;
        }
        ObjectNode body = call.body();
        Fields.check(body, Set.of(field));
        return ScaleSettings.option(body, field, allowed);
    }

    private ObjectNode render(Call call, Pool pool, Node node) {
        List<ObjectNode> recent = node.work().recent().stream()
                .flatMap(id -> jobs.task(id).stream())
                .map(task -> TaskBody.recent(call, task))
                .toList();
        return NodeBody.render(call, pool, node, recent);
    }

    private Response disableScheduling(Call call) {
        Deallocation option = option(call, "nodeDisableSchedulingOption", WITHOUT_RETAINED_DATA);
        return act(call, 200, (pool, node) -> world.nodes().disableScheduling(pool, node, option));
    }

    private Response act(Call call, int status, BiConsumer<Pool, Node> action) {
        Pool pool = PoolsApi.require(call, world);
        action.accept(pool, node(call, pool));
        return Answers.identified(call, Response.empty(status));
    }

    static Node node(Call call, Pool pool) {
        return pool.node(call.param("node"))
                .orElseThrow(() -> Errors.nodeNotFound().refusal());
    }
}
