package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.image.SupportedImages;
import io.azbatch.simulator.batch.pool.NodeState;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.batch.pool.PoolStore;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.settings.Settings;
import java.util.List;

/** What is asked of the whole account: supported images, node counts. */
public final class ListsApi {
    private static final int MOST = 1000;
    private static final int MOST_COUNTS = 10;

    private final PoolStore store;
    private final Lists lists;

    public ListsApi(PoolStore store, Settings settings) {
        this.store = store;
        this.lists = new Lists(settings);
    }

    void add(Operations operations) {
        operations.add("GET", "/supportedimages", "supportedimages list", this::supportedImages);
        operations.add("GET", "/nodecounts", "nodecounts list", this::nodeCounts);
        operations.add(
                "GET",
                "/poolusagemetrics",
                "poolusagemetrics list",
                call -> lists.page(call, "poolusagemetrics", List.of(), MOST));
    }

    private Response supportedImages(Call call) {
        return lists.page(call, "supportedimages", SupportedImages.list(call.now()), MOST);
    }

    private Response nodeCounts(Call call) {
        List<ObjectNode> counts = store.of(call.account().id()).stream()
                .map(pool -> counts(call, pool))
                .toList();
        return lists.page(call, "poolnodecounts", counts, MOST_COUNTS);
    }

    private static ObjectNode counts(Call call, Pool pool) {
        ObjectNode json = Json.object().put("poolId", pool.name());
        json.set("dedicated", counts(call, pool, true));
        json.set("lowPriority", counts(call, pool, false));
        return json;
    }

    private static ObjectNode counts(Call call, Pool pool, boolean dedicated) {
        ObjectNode json = Json.object();
        int total = 0;
        for (NodeState state : NodeState.values()) {
            int number = (int) pool.nodes().stream()
                    .filter(node -> node.dedicated() == dedicated && node.state() == state)
                    .count();
            total += number;
            if (known(state, call.version())) {
                json.put(state.countKey(), number);
            }
        }
        return json.put("total", total);
    }

    private static boolean known(NodeState state, BatchVersion version) {
        return switch (state) {
            case UPGRADING_OS -> version.since(BatchVersion.OS_UPGRADE);
            case DEALLOCATED, DEALLOCATING -> version.since(BatchVersion.WITHOUT_CLOUD_SERVICES);
            case CREATING,
                    STARTING,
                    WAITING_FOR_START_TASK,
                    START_TASK_FAILED,
                    IDLE,
                    RUNNING,
                    OFFLINE,
                    REBOOTING,
                    REIMAGING,
                    UNUSABLE,
                    UNKNOWN,
                    PREEMPTED,
                    LEAVING_POOL -> true;
        };
    }
}
