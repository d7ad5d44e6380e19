package io.azbatch.simulator.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.clock.VirtualClock;
import io.azbatch.simulator.http.Json;
import java.time.Duration;
import java.util.Map;

/**
 * Named numbers that a test may turn while the simulator runs. Every setting has a default here; an unknown name is refused. Safe for
 * use by many threads.
 */
public final class Settings {
    private final VirtualClock clock;
    private ObjectNode values;

    /** All settings with their defaults; durations in virtual seconds. */
    private static ObjectNode defaults() {
        return Json.object()
                // Real seconds of every Retry-After; 0 means: as recorded, divided by the speed of the clock, at least
                // 1.
                .put("retryAfterSeconds", 0)
                // 1: who asks too often is refused with 429; 0: the buckets of the rate limits are always full.
                .put("rateLimits", 0)
                // Real seconds of a Retry-After on answers of long operations where Azure sends none; 0 means none.
                // Clients that wait half a minute without it, as those in Python do, are tested in less time so.
                .put("pollHintSeconds", 0)
                // Items on a page of a list.
                .put("pageSize", 50)
                // Real seconds that a token lives.
                .put("tokenLifetimeSeconds", 3600)
                // vCPUs of a subscription in a region: of all virtual machines, of one family of sizes, of Spot ones.
                .put("coreQuota", 100)
                .put("familyCoreQuota", 10_000)
                .put("spotCoreQuota", 100)
                // Virtual machines: creation, power transitions, updates.
                .put("vmCreateSeconds", 35)
                .put("vmUpdateSeconds", 5)
                .put("vmDeleteSeconds", 42)
                .put("vmPowerOffSeconds", 9)
                .put("vmDeallocateSeconds", 33)
                .put("vmStartSeconds", 11)
                .put("vmConvertSeconds", 26)
                .put("vmReimageSeconds", 89)
                // From the word until a Spot machine is evicted.
                .put("evictionSeconds", 30)
                .put("extensionSeconds", 15)
                // What a run command takes besides the script.
                .put("runCommandSeconds", 17)
                // Until the guest agent of a started machine reports, and until that of a stopped one is given up.
                .put("agentReadySeconds", 20)
                .put("agentLostSeconds", 720)
                // Until a snapshot that is copied in the background, by CopyStart, has arrived.
                .put("snapshotCopySeconds", 120)
                // Storage: until an account is made, until the name of a deleted container is free, how fast copies
                // between accounts are.
                .put("storageAccountSeconds", 18)
                .put("containerDeleteSeconds", 30)
                .put("copyMiBPerSecond", 60)
                // Image version: copying into the own region, and what each further region takes on top.
                .put("imageVersionSeconds", 420)
                .put("regionReplicationSeconds", 60)
                .put("imageVersionUpdateSeconds", 90)
                .put("imageVersionDeleteSeconds", 90)
                // After the end of a child's deletion its parent still counts it.
                .put("nestedDeleteLagSeconds", 15)
                // How long the provider, not the gateway, answers for something deleted.
                .put("deletedEchoSeconds", 30)
                // Batch accounts: pools, dedicated cores, Spot cores.
                .put("poolQuota", 100)
                .put("activeJobAndJobScheduleQuota", 300)
                .put("dedicatedCoreQuota", 500)
                .put("lowPriorityCoreQuota", 500)
                // Batch accounts of a subscription in a region; their creation and deletion.
                .put("batchAccountQuota", 50)
                .put("batchAccountSeconds", 15)
                // Items on a page of a list of the Batch service.
                .put("batchPageSize", 1000)
                // From the deletion of a pool until it is gone; from leaving a pool until a node is gone.
                .put("poolDeleteSeconds", 30)
                .put("nodeLeaveSeconds", 15)
                // How long a preempted node stays away.
                .put("preemptionSeconds", 60)
                // Batch nodes: allocation, creation, boot, start task.
                .put("nodeAllocateSeconds", 60)
                .put("nodeCreateSeconds", 10)
                .put("nodeBootSeconds", 40)
                .put("startTaskSeconds", 20)
                // Tasks: a run; jobs: from a state in which they are on their way until they are there.
                .put("taskSeconds", 60)
                .put("jobTransitionSeconds", 2);
    }

    public Settings(VirtualClock clock) {
        this.clock = clock;
        this.values = defaults();
    }

    /**
     * Changes some settings and leaves the others.
     *
     * @throws IllegalArgumentException for an unknown name or a value that is no number of 0 or more
     */
    public synchronized void change(JsonNode changes) {
        ObjectNode next = values.deepCopy();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            JsonNode value = change.getValue();
            if (!next.has(change.getKey())) {
                throw new IllegalArgumentException("there is no setting '" + change.getKey() + "'; known: " + next);
            }
            if (!value.isInt() || value.asInt() < 0) {
                throw new IllegalArgumentException(change.getKey() + " must be a whole number of 0 or more");
            }
            next.set(change.getKey(), value);
        }
        values = next;
    }

    /** All settings as they are. */
    public synchronized ObjectNode toJson() {
        return values.deepCopy();
    }

    /** A setting as a number. */
    public synchronized int number(String name) {
        JsonNode value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no setting '" + name + "'");
        }
        return value.asInt();
    }

    /** A setting as a virtual duration. */
    public Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    /** The value of a Retry-After header for a delay that Azure was seen to send, in real seconds, never 0. */
    public String retryAfter(int recordedSeconds) {
        int fixed = number("retryAfterSeconds");
        long seconds = fixed > 0 ? fixed : clock.realSeconds(Duration.ofSeconds(recordedSeconds));
        return Long.toString(seconds);
    }
}
