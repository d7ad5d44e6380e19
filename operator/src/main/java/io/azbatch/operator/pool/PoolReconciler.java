package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.AzureBatch;
import io.azbatch.api.v1beta1.BatchPool;
import io.azbatch.api.v1beta1.BatchPoolStatus;
import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.control.Cadence;
import io.azbatch.operator.control.Controls;
import io.azbatch.operator.control.Events;
import io.azbatch.operator.control.Outcome;
import io.azbatch.operator.control.Reporter;
import io.azbatch.operator.control.Setting;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.control.StatusPatch;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass for one pool: look, decide, do the one thing, say what is so, and say when to look again. */
@ControllerConfiguration(name = "batchpool", finalizerName = AzureBatch.POOL_FINALIZER)
public final class PoolReconciler implements Reconciler<BatchPool>, Cleaner<BatchPool> {

    private static final Logger LOG = LoggerFactory.getLogger(PoolReconciler.class);

    private final PoolObserver observer;
    private final PoolPerformer performer;
    private final Reporter reporter;
    private final Cadence cadence;
    private final StatusPatch<BatchPool> statusPatch;

    public PoolReconciler(Cloud cloud, Setting setting) {
        this.observer = new PoolObserver(
                cloud,
                setting.credentials(),
                ResizeBudget.of(setting.cadence().trouble()),
                setting.instance(),
                setting.clock());
        this.performer = new PoolPerformer(cloud.batchPools());
        this.reporter = setting.reporter();
        this.cadence = setting.cadence();
        this.statusPatch = StatusPatch.with(setting.kubernetes());
    }

    /** A pool that waits for its image moves on by the image's event. */
    @Override
    public List<EventSource<?, BatchPool>> prepareEventSources(EventSourceContext<BatchPool> context) {
        return List.of(ImageWatch.of(context));
    }

    @Override
    public UpdateControl<BatchPool> reconcile(BatchPool pool, Context<BatchPool> context) {
        Pass pass = pass(pool, context);
        return Controls.answer(pass.patch(), pass.delay());
    }

    @Override
    public DeleteControl cleanup(BatchPool pool, Context<BatchPool> context) {
        Pass pass = pass(pool, context);
        if (pass.step() instanceof PoolStep.Release) {
            reporter.forget(pool.getMetadata().getUid());
            return Controls.gone();
        }
        pass.patch().ifPresent(statusPatch::apply);
        return Controls.stays(pass.delay());
    }

    /** @param patch the status to write, if it is worth it */
    private record Pass(PoolStep step, Optional<BatchPool> patch, Duration delay) {}

    private Pass pass(BatchPool pool, Context<BatchPool> context) {
        BatchPoolStatus before = Optional.ofNullable(pool.getStatus()).orElseGet(BatchPoolStatus::empty);
        PoolSnapshot snapshot = observer.observe(pool, context.getSecondaryResource(CustomImage.class));
        PoolStep step = PoolDecision.decide(snapshot);
        Outcome outcome = performer.perform(step, snapshot.access());
        Standing standing = PoolStatusView.standing(snapshot, step, outcome);
        String uid = snapshot.subject().uid();
        BatchPoolStatus after = PoolStatusView.status(
                snapshot, step, standing, reporter.delayed(uid, standing, snapshot.now()), before);
        tell(pool, snapshot, step, outcome, before, after);
        boolean due = reporter.due(uid, before, after, PoolStatusView.urgent(before, after), snapshot.now());
        return new Pass(step, due ? Optional.of(patch(pool, after)) : Optional.empty(), delay(step, outcome, standing));
    }

    private Duration delay(PoolStep step, Outcome outcome, Standing standing) {
        return switch (outcome) {
            case Outcome.Taken taken -> cadence.afterEffect();
            case Outcome.Refused(var trouble) -> cadence.after(trouble);
            case Outcome.Nothing nothing ->
                switch (step) {
                    case PoolStep.Remember remember -> cadence.afterEffect();
                    case PoolStep.AwaitImage await -> cadence.resync();
                    case PoolStep.Stand stand -> cadence.of(standing);
                    case PoolStep.Release release -> cadence.of(standing);
                    case PoolStep.Effect effect -> cadence.of(standing);
                };
        };
    }

    private void tell(
            BatchPool pool,
            PoolSnapshot snapshot,
            PoolStep step,
            Outcome outcome,
            BatchPoolStatus before,
            BatchPoolStatus after) {
        if (step instanceof PoolStep.Effect effect) {
            LOG.atInfo()
                    .addKeyValue("kind", "BatchPool")
                    .addKeyValue("namespace", snapshot.subject().namespace())
                    .addKeyValue("name", snapshot.subject().name())
                    .addKeyValue("step", effect.getClass().getSimpleName())
                    .addKeyValue("outcome", outcome.told())
                    .log(effect.doing());
            if (outcome instanceof Outcome.Taken) {
                reporter.announce(pool, Events.Type.Normal, effect.getClass().getSimpleName(), effect.doing());
                return;
            }
        }
        reporter.announce(pool, before.conditions(), after.conditions());
    }

    private static BatchPool patch(BatchPool pool, BatchPoolStatus status) {
        BatchPool patch = new BatchPool();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(pool.getMetadata().getName())
                .withNamespace(pool.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
