package io.azbatch.simulator.batch.pool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.arm.compute.sku.CountedMachines;
import io.azbatch.simulator.batch.account.BatchAccount;
import io.azbatch.simulator.batch.answer.BatchTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A pool. Its ARM id is the key under which it is kept; two ids that differ in case are the same pool.
 *
 * @param id the account's id with {@code pools/<pool id>}
 * @param location region of the account
 * @param uid tells a pool from an earlier one with the same id
 * @param settings what was asked for, with the service's defaults: every property of an answer that is no state
 * @param created when it was added
 * @param modified last write, which is also its ETag
 * @param deletedAt when its deletion was asked for
 * @param allocation targets and resize
 * @param autoScale absent if the size is fixed
 * @param nodes in the order they came
 * @param nextNode number of the next node
 */
public record Pool(
        ResourceId id,
        String location,
        UUID uid,
        ObjectNode settings,
        Instant created,
        Instant modified,
        Optional<Instant> deletedAt,
        Allocation allocation,
        Optional<AutoScale> autoScale,
        List<Node> nodes,
        int nextNode)
        implements CountedMachines {

    public Pool {
        nodes = List.copyOf(nodes);
    }

    @Override
    public boolean isTracked() {
        return false;
    }

    /** The pool's id on the data plane, in its creator's case. */
    public String name() {
        return id.name();
    }

    public boolean deleting() {
        return deletedAt.isPresent();
    }

    /** Nodes of one kind, whatever their state: those that are being made and those that were preempted count. */
    public int current(boolean dedicated) {
        return (int)
                nodes.stream().filter(node -> node.dedicated() == dedicated).count();
    }

    /** Nodes of one kind that cost their cores: a machine does until it is gone, but not while it is preempted or deallocated. */
    int costing(boolean dedicated) {
        return (int) nodes.stream()
                .filter(node -> node.dedicated() == dedicated && node.costs())
                .count();
    }

    /** Nodes are machines of the user's subscription only where the account says so. */
    @Override
    public List<Machine> countedMachines(Resources resources) {
        boolean counts = id.parent()
                .flatMap(account -> resources.find(account, BatchAccount.class))
                .filter(BatchAccount::userSubscription)
                .isPresent();
        return counts
                ? nodes.stream()
                        .filter(Node::costs)
                        .map(node -> new Machine(vmSize(), !node.dedicated()))
                        .toList()
                : List.of();
    }

    /** No nodes and none wanted at the moment: what a change of the configuration needs. */
    public boolean empty() {
        return nodes.isEmpty() && allocation.isSteady();
    }

    public Optional<Node> node(String nodeId) {
        return nodes.stream().filter(node -> node.id().equals(nodeId)).findFirst();
    }

    /** The configuration of its machines, an empty object for a Cloud Services pool. */
    public ObjectNode machine() {
        return settings.get("virtualMachineConfiguration") instanceof ObjectNode machine
                ? machine
                : settings.objectNode();
    }

    /** What its machines are made from, an empty object for a Cloud Services pool. */
    public ObjectNode imageReference() {
        return machine().get("imageReference") instanceof ObjectNode image ? image : settings.objectNode();
    }

    public Optional<ObjectNode> startTask() {
        return Optional.ofNullable(settings.get("startTask")).map(ObjectNode.class::cast);
    }

    /** The size of its machines in lower case. */
    public String vmSize() {
        return settings.path("vmSize").asText();
    }

    /** A write: same content, new ETag. */
    Pool touched(Instant now) {
        return new Pool(
                id,
                location,
                uid,
                settings,
                created,
                BatchTime.after(modified, now),
                deletedAt,
                allocation,
                autoScale,
                nodes,
                nextNode);
    }

    Pool with(Allocation next) {
        return new Pool(id, location, uid, settings, created, modified, deletedAt, next, autoScale, nodes, nextNode);
    }

    Pool with(ObjectNode nextSettings) {
        return new Pool(
                id, location, uid, nextSettings, created, modified, deletedAt, allocation, autoScale, nodes, nextNode);
    }

    Pool with(Optional<AutoScale> next) {
        return new Pool(id, location, uid, settings, created, modified, deletedAt, allocation, next, nodes, nextNode);
    }

    Pool with(List<Node> nextNodes, int next) {
        return new Pool(
                id, location, uid, settings, created, modified, deletedAt, allocation, autoScale, nextNodes, next);
    }

    Pool deletedAt(Instant now) {
        return new Pool(
                id,
                location,
                uid,
                settings,
                created,
                modified,
                Optional.of(now),
                allocation,
                autoScale,
                nodes,
                nextNode);
    }

    /** The same with every node changed that has this id. */
    Pool withNode(String nodeId, UnaryOperator<Node> change) {
        return with(
                nodes.stream()
                        .map(node -> node.id().equals(nodeId) ? change.apply(node) : node)
                        .toList(),
                nextNode);
    }
}
