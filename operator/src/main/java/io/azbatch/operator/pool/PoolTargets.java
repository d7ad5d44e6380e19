package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.BatchPoolSpec;
import io.azbatch.api.v1beta1.BatchPoolSpec.Fixed;
import io.azbatch.operator.cloud.BatchPools.Resize;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.control.Names;
import io.azbatch.operator.control.OwnerMark;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a spec means in Azure's terms.
 *
 * @param deallocation {@code taskcompletion}, {@code requeue} or {@code terminate}
 * @param metadata the spec's items and our mark
 */
public record PoolTargets(
        ResourceId account,
        String poolId,
        int dedicated,
        int spot,
        Duration resizeTimeout,
        String deallocation,
        Map<String, String> metadata) {

    private static final int NAME_LIMIT = 50;
    private static final int HASH_DIGITS = 8;

    /** Becomes a count when a pool can be replaced by one beside it; until then each object has one pool in its life. */
    private static final String REVISION = "1";

    /** @throws IllegalArgumentException when the spec has what the schema refuses */
    public static PoolTargets of(BatchPoolSpec spec, OwnerMark owner) {
        Fixed fixed = spec.scale().fixed();
        if (fixed == null) {
            throw new IllegalArgumentException("spec.scale.fixed is missing");
        }
        int spot = spot(fixed.replicas(), fixed.spot());
        return new PoolTargets(
                ResourceId.batchAccount(
                        spec.account().subscriptionId(),
                        spec.account().resourceGroup(),
                        spec.account().name()),
                Optional.ofNullable(spec.poolId()).orElseGet(() -> derivedId(owner.name(), owner.uid())),
                fixed.replicas() - spot,
                spot,
                Duration.parse("PT" + fixed.resizeTimeout().toUpperCase(Locale.ROOT)),
                fixed.nodeDeallocationOption().name().toLowerCase(Locale.ROOT),
                metadata(spec, owner));
    }

    /** Pool ids must not be used again for another pool, so the object's UID is in it; dots are not allowed. */
    static String derivedId(String name, String uid) {
        String shortened =
                name.substring(0, Math.min(name.length(), NAME_LIMIT)).replace('.', '-');
        return shortened + "-" + Names.hash(List.of(uid, REVISION)).substring(0, HASH_DIGITS);
    }

    /** A number, at most all of them, or a percentage of the replicas, rounded down. */
    static int spot(int replicas, @Nullable IntOrString declared) {
        if (declared == null) {
            return 0;
        }
        String text = declared.getStrVal();
        if (text == null) {
            return Math.min(declared.getIntVal(), replicas);
        }
        return (int) ((long) replicas * Integer.parseInt(text.replace("%", "")) / 100);
    }

    private static Map<String, String> metadata(BatchPoolSpec spec, OwnerMark owner) {
        Map<String, String> metadata = new TreeMap<>();
        spec.metadata().forEach(item -> metadata.put(item.name(), item.value()));
        metadata.putAll(owner.tags());
        return Map.copyOf(metadata);
    }

    int replicas() {
        return dedicated + spot;
    }

    /** Such as {@code 3+1}: dedicated and Spot. */
    String target() {
        return dedicated + "+" + spot;
    }

    Resize resize() {
        return new Resize(dedicated, spot, resizeTimeout, deallocation);
    }
}
