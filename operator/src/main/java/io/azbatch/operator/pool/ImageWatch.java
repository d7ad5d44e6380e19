package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.BatchPool;
import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.operator.control.Conditions;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Wakes the pools of a CustomImage when something about it changes that they look at. */
final class ImageWatch {

    private static final String BY_IMAGE = "customImageRef";

    private ImageWatch() {}

    static EventSource<CustomImage, BatchPool> of(EventSourceContext<BatchPool> context) {
        IndexerResourceCache<BatchPool> pools = context.getPrimaryCache();
        pools.addIndexer(
                BY_IMAGE, pool -> image(pool).map(ImageWatch::key).map(List::of).orElse(List.of()));
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(CustomImage.class, BatchPool.class)
                        .withName("customimage-of-pool")
                        .withPrimaryToSecondaryMapper(
                                (BatchPool pool) -> image(pool).map(Set::of).orElse(Set.of()))
                        .withSecondaryToPrimaryMapper(
                                image -> pools.byIndex(BY_IMAGE, key(ResourceID.fromResource(image))).stream()
                                        .map(ResourceID::fromResource)
                                        .collect(Collectors.toSet()))
                        .withOnUpdateFilter((after, before) -> !seen(after).equals(seen(before)))
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
    }

    private static Optional<ResourceID> image(BatchPool pool) {
        return Optional.ofNullable(pool.getSpec().image().customImageRef())
                .map(ref -> new ResourceID(
                        ref.name(),
                        Optional.ofNullable(ref.namespace())
                                .orElse(pool.getMetadata().getNamespace())));
    }

    private static String key(ResourceID image) {
        return image.getNamespace().orElse("") + "/" + image.getName();
    }

    /** What {@link ImageChoice} looks at. */
    private static List<Object> seen(CustomImage image) {
        CustomImageStatus status = Optional.ofNullable(image.getStatus()).orElseGet(CustomImageStatus::empty);
        return Arrays.asList(
                image.getSpec().allowedNamespaces(),
                image.getSpec().save().gallery() != null,
                image.getMetadata().getDeletionTimestamp(),
                status.current(),
                Conditions.find(status.conditions(), Conditions.READY)
                        .map(ready -> ready.status() + ready.reason())
                        .orElse(""));
    }
}
