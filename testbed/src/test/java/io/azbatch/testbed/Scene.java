package io.azbatch.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.api.v1beta1.BatchPool;
import io.azbatch.api.v1beta1.BatchPoolStatus;
import io.azbatch.api.v1beta1.Condition;
import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.testbed.azure.JournalEntry;
import io.azbatch.testbed.azure.SimulatorAdmin;
import io.azbatch.testbed.azure.UserAzure;
import io.azbatch.testbed.kubernetes.Installation;
import io.azbatch.testbed.kubernetes.Kubectl;
import io.azbatch.testbed.operator.OperatorProcess;
import io.azbatch.testbed.operator.OperatorSettings;
import io.azbatch.testbed.process.Waiting;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One test's own world in the shared testbed: its {@link Ground} with a running virtual machine, the operators that run
 * there, and what its user asks of them and waits for.
 */
final class Scene implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(180);

    /** Between two looks, which the API server and Azure share two cores with. */
    static final Duration PAUSE = Duration.ofMillis(100);

    private final Ground ground;
    private final Operators operators;

    private Scene(Ground ground) {
        this.ground = ground;
        this.operators = new Operators(ground.testbed(), ground.installation());
    }

    /** Lays everything out; no operator runs yet. */
    static Scene open(Testbed testbed, String name) {
        return new Scene(Ground.lay(testbed, name)).withMachine();
    }

    /** The same with no virtual machine in it. */
    static Scene openWithoutMachine(Testbed testbed, String name) {
        return new Scene(Ground.lay(testbed, name));
    }

    /**
     * Lays everything out where {@code config/} is installed, whose operator looks after all namespaces: nobody else's
     * scene may be on this testbed.
     */
    static Scene openWithKustomize(Testbed testbed, String name) {
        return new Scene(Ground.layWithKustomize(testbed, name)).withMachine();
    }

    /** Lays everything out and starts an operator. */
    static Scene withOperator(Testbed testbed, String name) {
        Scene scene = open(testbed, name);
        scene.startOperator();
        return scene;
    }

    private Scene withMachine() {
        azure().createVirtualMachine(Manifests.MACHINE);
        return this;
    }

    Ground ground() {
        return ground;
    }

    String name() {
        return ground.name();
    }

    UserAzure azure() {
        return ground.azure();
    }

    SimulatorAdmin admin() {
        return ground.admin();
    }

    String account() {
        return ground.account();
    }

    String accountEndpoint() {
        return ground.accountEndpoint();
    }

    String storage() {
        return ground.storage();
    }

    Installation installation() {
        return ground.installation();
    }

    KubernetesClient kubernetes() {
        return ground.testbed().controlPlane().client();
    }

    Kubectl kubectl() {
        return ground.testbed().controlPlane().kubectl();
    }

    OperatorProcess startOperator() {
        return startOperator(UnaryOperator.identity());
    }

    /** Starts an operator as the ServiceAccount of this scene's release; it waits for the lease while another has it. */
    OperatorProcess startOperator(UnaryOperator<OperatorSettings> settings) {
        return operators.start(settings);
    }

    Operators operators() {
        return operators;
    }

    /** Replaces the credential of the namespace. */
    void giveCredentials(String clientId, String secret) {
        installation().giveCredentials(name(), clientId, secret);
    }

    void applyImage() {
        applyImage(UnaryOperator.identity());
    }

    /** @param change of the manifest's text */
    void applyImage(UnaryOperator<String> change) {
        apply(change.apply(Manifests.image(Testbed.SUBSCRIPTION, name())));
    }

    void applyPool() {
        applyPool(UnaryOperator.identity());
    }

    /** @param change of the manifest's text */
    void applyPool(UnaryOperator<String> change) {
        apply(change.apply(Manifests.pool(Testbed.SUBSCRIPTION, name(), account())));
    }

    /** As {@code kubectl apply --server-side --force-conflicts} does. */
    void apply(String manifest) {
        kubernetes().resource(manifest).inNamespace(name()).forceConflicts().serverSideApply();
    }

    Resource<CustomImage> image() {
        return kubernetes().resources(CustomImage.class).inNamespace(name()).withName(Manifests.IMAGE);
    }

    Resource<BatchPool> pool() {
        return kubernetes().resources(BatchPool.class).inNamespace(name()).withName(Manifests.POOL);
    }

    /** Who holds the lease of this scene's release. */
    Optional<String> leaseHolder() {
        return Optional.ofNullable(kubernetes()
                        .leases()
                        .inNamespace(installation().namespace())
                        .withName("azure-batch-operator")
                        .get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .filter(holder -> !holder.isEmpty());
    }

    /** Empty when the image has none yet, or is gone. */
    CustomImageStatus imageStatus() {
        return Optional.ofNullable(image().get()).map(CustomImage::getStatus).orElseGet(CustomImageStatus::empty);
    }

    /** Empty when the pool has none yet, or is gone. */
    BatchPoolStatus poolStatus() {
        return Optional.ofNullable(pool().get()).map(BatchPool::getStatus).orElseGet(BatchPoolStatus::empty);
    }

    /** Waits until the image is Ready as it is declared now. */
    void awaitImageReady() {
        awaitReady("image Ready", () -> imageStatus().conditions(), ready -> isTrue(ready, image()));
    }

    /** Waits until the pool is Ready as it is declared now. */
    void awaitPoolReady() {
        awaitReady("pool Ready", () -> poolStatus().conditions(), ready -> isTrue(ready, pool()));
    }

    /** Waits for a Ready condition of the image with that reason. */
    Condition awaitImageReason(String reason) {
        return awaitReady("image with reason " + reason, () -> imageStatus().conditions(), ready -> ready.reason()
                .equals(reason));
    }

    /** Waits for a Ready condition of the pool with that reason. */
    Condition awaitPoolReason(String reason) {
        return awaitReady("pool with reason " + reason, () -> poolStatus().conditions(), ready -> ready.reason()
                .equals(reason));
    }

    private Condition awaitReady(String what, Supplier<List<Condition>> conditions, Predicate<Condition> enough) {
        return awaitValue(what, () -> conditions.get().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .filter(enough)
                .findFirst());
    }

    private static boolean isTrue(Condition ready, Resource<? extends HasMetadata> declared) {
        return ready.status().equals("True")
                && declared.get().getMetadata().getGeneration().equals(ready.observedGeneration());
    }

    void await(String what, BooleanSupplier enough) {
        awaitValue(what, () -> enough.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Waits, and tells on failure how image and pool stand and what the operators said last. */
    private <T> T awaitValue(String what, Supplier<Optional<T>> look) {
        try {
            return Waiting.forValue(what, LIMIT, PAUSE, () -> {
                operators.restartEnded();
                return look.get();
            });
        } catch (IllegalStateException late) {
            throw new AssertionError(late.getMessage() + "\n" + situation(), late);
        }
    }

    /** Sets an annotation of an object, such as {@code bpool/render}, as a user does. */
    void annotate(String object, String annotation) {
        kubectl().run("annotate", "-n", name(), object, annotation, "--overwrite");
    }

    /** Scales the pool, as a user does. */
    void scalePool(int replicas) {
        kubectl().run("scale", "-n", name(), "bpool/" + Manifests.POOL, "--replicas=" + replicas);
    }

    /** The pool as Batch has it now. */
    JsonNode batchPool() {
        return batchPool(poolStatus().poolId()).orElseThrow();
    }

    /** A pool of the account; absent when Batch does not find it. */
    Optional<JsonNode> batchPool(String id) {
        return azure().azure().batchGet(accountEndpoint(), "/pools/" + id);
    }

    /** Waits until the operator has looked at the pool so often again, each time after it has written what it saw before. */
    void awaitLooksAtPool(int looks) {
        long seen = admin().lastSequence();
        await(looks + " looks at the pool", () -> ground.looksAtPoolsAfter(seen) >= looks);
    }

    void deleteImageAndWait() {
        image().delete();
        awaitEndOfImage();
    }

    void deletePoolAndWait() {
        pool().delete();
        awaitEndOfPool();
    }

    void awaitEndOfImage() {
        await("end of the image", () -> image().get() == null);
    }

    void awaitEndOfPool() {
        await("end of the pool", () -> pool().get() == null);
    }

    /** Every change that the operator asked of Azure in this scene, oldest first. */
    List<JournalEntry> writes() {
        return ground.writesAfter(ground.journalStart());
    }

    /** Changes that took effect, by operation. */
    List<String> effects() {
        return writes().stream()
                .filter(JournalEntry::applied)
                .map(JournalEntry::operation)
                .toList();
    }

    @Override
    public void close() {
        operators.close();
    }

    private String situation() {
        StringBuilder text = new StringBuilder(kubectl()
                .tryRun("get", "-n", name(), "cimg,bpool", "-o", "yaml")
                .output());
        List<JournalEntry> writes = writes();
        writes.subList(Math.max(0, writes.size() - 30), writes.size())
                .forEach(write -> text.append(write).append('\n'));
        return text.append(operators.lastWords()).toString();
    }
}
