package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.arm.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node works at.
 *
 * @param strangers tasks that only a test knows of, one slot each
 * @param tasks ids of the tasks that run, with the slots that each takes
 * @param afterwards what the node does when the last of them is done, absent if it stays
 * @param begun how many tasks it ever began
 * @param succeeded how many of them ended well
 * @param recent the last tasks that it began, the newest first
 */
public record Work(
        int strangers,
        Map<ResourceId, Integer> tasks,
        Optional<NodeState> afterwards,
        int begun,
        int succeeded,
        List<ResourceId> recent) {
    static final Work NONE = new Work(0, Map.of(), Optional.empty(), 0, 0, List.of());

    private static final int REMEMBERED = 10;

    public Work {
        tasks = Map.copyOf(tasks);
        recent = List.copyOf(recent);
    }

    public int number() {
        return strangers + tasks.size();
    }

    public int slots() {
        return strangers + tasks.values().stream().mapToInt(Integer::intValue).sum();
    }

    Work strangers(int number) {
        return new Work(number, tasks, afterwards, begun, succeeded, recent);
    }

    Work atLeastOne() {
        return number() > 0 ? this : strangers(1);
    }

    Work with(ResourceId task, int slots) {
        Map<ResourceId, Integer> more = new LinkedHashMap<>(tasks);
        more.put(task, slots);
        List<ResourceId> last = new ArrayList<>(recent);
        last.remove(task);
        last.addFirst(task);
        return new Work(
                strangers, more, afterwards, begun + 1, succeeded, last.subList(0, Math.min(last.size(), REMEMBERED)));
    }

    Work without(ResourceId task, boolean good) {
        Map<ResourceId, Integer> rest = new LinkedHashMap<>(tasks);
        rest.remove(task);
        return new Work(strangers, rest, afterwards, begun, good ? succeeded + 1 : succeeded, recent);
    }

    Work then(NodeState next) {
        return new Work(strangers, tasks, Optional.of(next), begun, succeeded, recent);
    }

    /** Nothing runs any more. */
    Work ended() {
        return new Work(0, Map.of(), Optional.empty(), begun, succeeded, recent);
    }
}
