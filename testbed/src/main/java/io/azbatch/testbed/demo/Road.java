package io.azbatch.testbed.demo;

import io.azbatch.api.v1beta1.BatchPool;
import io.azbatch.api.v1beta1.BatchPoolStatus;
import io.azbatch.api.v1beta1.Condition;
import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.testbed.process.Waiting;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Watches one image and one pool, as their status tells it, and prints what is new. */
public final class Road {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final KubernetesClient client;
    private final Narrator narrator;
    private final String namespace;
    private final String image;
    private final String pool;
    private final Map<String, String> told = new HashMap<>();

    public Road(KubernetesClient client, Narrator narrator, String namespace, String image, String pool) {
        this.client = client;
        this.narrator = narrator;
        this.namespace = namespace;
        this.image = image;
        this.pool = pool;
    }

    /** Tells what happens until image and pool are Ready as they are declared now. */
    public void untilReady() {
        until("image and pool Ready", status -> true);
    }

    /** Tells what happens until the pool is Ready with so many nodes. */
    public void untilScaled(int replicas) {
        until(
                replicas + " nodes",
                status -> status.nodes() != null
                        && status.nodes().current() == replicas
                        && status.nodes().ready() == replicas);
    }

    private void until(String what, Predicate<BatchPoolStatus> enough) {
        Waiting.until(what, LIMIT, PAUSE, () -> {
            CustomImage currentImage = client.resources(CustomImage.class)
                    .inNamespace(namespace)
                    .withName(image)
                    .get();
            BatchPool currentPool = client.resources(BatchPool.class)
                    .inNamespace(namespace)
                    .withName(pool)
                    .get();
            List<Condition> imageConditions = Optional.ofNullable(currentImage.getStatus())
                    .map(CustomImageStatus::conditions)
                    .orElse(List.of());
            List<Condition> poolConditions = Optional.ofNullable(currentPool.getStatus())
                    .map(BatchPoolStatus::conditions)
                    .orElse(List.of());
            tell("image " + image, imageConditions);
            tell("pool " + pool, poolConditions);
            return ready(currentImage.getMetadata().getGeneration(), imageConditions)
                    && ready(currentPool.getMetadata().getGeneration(), poolConditions)
                    && enough.test(currentPool.getStatus());
        });
    }

    /** How the object stands as a whole in its own words; of the other conditions, what has been decided. */
    private void tell(String who, List<Condition> conditions) {
        for (Condition condition : conditions) {
            switch (condition.type()) {
                case "Ready" -> once(who, "Ready", condition.reason() + ": " + condition.message());
                case "Reconciling", "Stalled" -> {}
                default -> decided(who, condition);
            }
        }
    }

    private void decided(String who, Condition condition) {
        if (!condition.status().equals("Unknown") && !condition.reason().equals("NotRequired")) {
            once(who, condition.type(), "  " + condition.type() + " is " + condition.status());
        }
    }

    private void once(String who, String topic, String text) {
        if (!text.equals(told.put(who + topic, text))) {
            narrator.tell(String.format("%-20s %s", who, text));
        }
    }

    private static boolean ready(long generation, List<Condition> conditions) {
        return conditions.stream()
                .anyMatch(condition -> condition.type().equals("Ready")
                        && condition.status().equals("True")
                        && Long.valueOf(generation).equals(condition.observedGeneration()));
    }
}
