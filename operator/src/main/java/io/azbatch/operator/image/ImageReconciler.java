package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.AzureBatch;
import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.control.Cadence;
import io.azbatch.operator.control.Controls;
import io.azbatch.operator.control.Events;
import io.azbatch.operator.control.Outcome;
import io.azbatch.operator.control.Reporter;
import io.azbatch.operator.control.Setting;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.control.StatusPatch;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.source.Claimants;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass for one image: look, decide, do the one thing, say what is so, and say when to look again. */
@ControllerConfiguration(name = "customimage", finalizerName = AzureBatch.IMAGE_FINALIZER)
public final class ImageReconciler implements Reconciler<CustomImage>, Cleaner<CustomImage> {

    private static final Logger LOG = LoggerFactory.getLogger(ImageReconciler.class);

    private final ImageObserver observer;
    private final ImagePerformer performer;
    private final Reporter reporter;
    private final Cadence cadence;
    private final StatusPatch<CustomImage> statusPatch;

    public ImageReconciler(Cloud cloud, Setting setting) {
        this.observer = new ImageObserver(
                cloud,
                setting.credentials(),
                new PoolUses(setting.kubernetes(), setting.namespaces()),
                new Claimants(setting.kubernetes(), setting.namespaces()),
                setting.instance(),
                setting.clock());
        this.performer = new ImagePerformer(cloud);
        this.reporter = setting.reporter();
        this.cadence = setting.cadence();
        this.statusPatch = StatusPatch.with(setting.kubernetes());
    }

    @Override
    public UpdateControl<CustomImage> reconcile(CustomImage image, Context<CustomImage> context) {
        Pass pass = pass(image);
        return Controls.answer(pass.patch(), pass.delay());
    }

    @Override
    public DeleteControl cleanup(CustomImage image, Context<CustomImage> context) {
        Pass pass = pass(image);
        if (pass.step() instanceof ImageStep.Release) {
            reporter.forget(image.getMetadata().getUid());
            return Controls.gone();
        }
        pass.patch().ifPresent(statusPatch::apply);
        return Controls.stays(pass.delay());
    }

    /** @param patch the status to write, if it is worth it */
    private record Pass(ImageStep step, Optional<CustomImage> patch, Duration delay) {}

    private Pass pass(CustomImage image) {
        CustomImageStatus before = Optional.ofNullable(image.getStatus()).orElseGet(CustomImageStatus::empty);
        ImageSnapshot snapshot = observer.observe(image);
        ImageStep step = ImageDecision.decide(snapshot);
        Outcome outcome = performer.perform(step, snapshot.access());
        Standing standing = ImageStatusView.standing(snapshot, step, outcome);
        String uid = snapshot.subject().uid();
        CustomImageStatus after = ImageStatusView.status(
                snapshot, step, standing, reporter.delayed(uid, standing, snapshot.now()), before);
        tell(image, snapshot, step, outcome, before, after);
        boolean due = reporter.due(uid, before, after, ImageStatusView.urgent(before, after), snapshot.now());
        return new Pass(
                step, due ? Optional.of(patch(image, after)) : Optional.empty(), delay(step, outcome, standing));
    }

    private Duration delay(ImageStep step, Outcome outcome, Standing standing) {
        return switch (outcome) {
            case Outcome.Taken taken -> cadence.afterEffect();
            case Outcome.Refused(var trouble) -> cadence.after(trouble);
            case Outcome.Nothing nothing ->
                step instanceof ImageStep.Remember ? cadence.afterEffect() : cadence.of(standing);
        };
    }

    private void tell(
            CustomImage image,
            ImageSnapshot snapshot,
            ImageStep step,
            Outcome outcome,
            CustomImageStatus before,
            CustomImageStatus after) {
        if (step instanceof ImageStep.Effect effect) {
            LOG.atInfo()
                    .addKeyValue("kind", "CustomImage")
                    .addKeyValue("namespace", snapshot.subject().namespace())
                    .addKeyValue("name", snapshot.subject().name())
                    .addKeyValue("step", effect.getClass().getSimpleName())
                    .addKeyValue("outcome", outcome.told())
                    .log(effect.doing());
            if (outcome instanceof Outcome.Taken) {
                reporter.announce(image, Events.Type.Normal, effect.getClass().getSimpleName(), effect.doing());
                return;
            }
        }
        reporter.announce(image, before.conditions(), after.conditions());
    }

    private static CustomImage patch(CustomImage image, CustomImageStatus status) {
        CustomImage patch = new CustomImage();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(image.getMetadata().getName())
                .withNamespace(image.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
