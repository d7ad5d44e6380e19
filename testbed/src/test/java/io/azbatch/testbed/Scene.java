package io.azbatch.testbed;

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
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One test's own world in the shared testbed: a namespace with a credential, the chart installed for that namespace
 * alone, a resource group with a running virtual machine, a Batch account. So tests run side by side, and what Azure's
 * journal says of a scene is all that happened in it.
 */
final class Scene implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(180);

    private final Testbed testbed;
    private final String name;
    private final UserAzure azure;
    private final String account;
    private final String accountEndpoint;
    private final long journalStart;
    private final Installation installation;
    private UnaryOperator<OperatorSettings> change = UnaryOperator.identity();
    private Optional<OperatorProcess> operator = Optional.empty();
    private boolean killed;

    private Scene(Testbed testbed, String name) {
        this.testbed = testbed;
        this.name = name;
        this.account = name.replace("-", "");
        this.azure = UserAzure.create(testbed.simulator().azure(), name, Manifests.LOCATION);
        azure.createVirtualMachine(Manifests.MACHINE);
        azure.createBatchAccount(account);
        this.accountEndpoint = azure.accountEndpoint(account);
        this.installation = Installation.forNamespace(
                testbed.controlPlane(),
                testbed.repository(),
                testbed.simulator().endpoints(),
                name);
        installation.giveCredentials(name);
        this.journalStart = admin().lastSequence();
    }

    /** Lays everything out; no operator runs yet. */
    static Scene open(Testbed testbed, String name) {
        return new Scene(testbed, testbed.unique(name));
    }

    /** Lays everything out and starts an operator. */
    static Scene withOperator(Testbed testbed, String name) {
        Scene scene = open(testbed, name);
        scene.startOperator();
        return scene;
    }

    String name() {
        return name;
    }

    UserAzure azure() {
        return azure;
    }

    SimulatorAdmin admin() {
        return testbed.simulator().admin();
    }

    String account() {
        return account;
    }

    /** Name of the scene's storage account; a test makes it that needs one. */
    String storage() {
        return account + "vhds";
    }

    String accountEndpoint() {
        return accountEndpoint;
    }

    /** Port of the Batch account: what its requests have in the journal. */
    int accountPort() {
        return Integer.parseInt(accountEndpoint.substring(accountEndpoint.indexOf(':') + 1));
    }

    KubernetesClient kubernetes() {
        return testbed.controlPlane().client();
    }

    Kubectl kubectl() {
        return testbed.controlPlane().kubectl();
    }

    OperatorProcess startOperator() {
        return startOperator(UnaryOperator.identity());
    }

    /** Starts an operator as the ServiceAccount of this scene's release; it waits for the lease while another has it. */
    synchronized OperatorProcess startOperator(UnaryOperator<OperatorSettings> settings) {
        change = settings;
        return resumeOperator();
    }

    /** SIGKILLs the operator and leaves it down. */
    synchronized void killOperator() {
        killed = true;
        operator.ifPresent(OperatorProcess::kill);
    }

    /** Starts another operator with the same settings. */
    synchronized OperatorProcess resumeOperator() {
        OperatorProcess started = OperatorProcess.start(
                testbed.workplace(), testbed.repository(), change.apply(installation.operatorSettings()));
        operator = Optional.of(started);
        killed = false;
        return started;
    }

    /** As a kubelet does: an operator that ended by itself, such as after losing its lease, is started again. */
    private synchronized void restartIfEnded() {
        if (!killed && operator.filter(running -> !running.program().alive()).isPresent()) {
            resumeOperator();
        }
    }

    /** Replaces the credential of the namespace. */
    void giveCredentials(String clientId, String secret) {
        installation.giveCredentials(name, clientId, secret);
    }

    void applyImage() {
        applyImage(UnaryOperator.identity());
    }

    /** @param change of the manifest's text */
    void applyImage(UnaryOperator<String> change) {
        apply(change.apply(Manifests.image(Testbed.SUBSCRIPTION, name)));
    }

    void applyPool() {
        applyPool(UnaryOperator.identity());
    }

    /** @param change of the manifest's text */
    void applyPool(UnaryOperator<String> change) {
        apply(change.apply(Manifests.pool(Testbed.SUBSCRIPTION, name, account)));
    }

    /** As {@code kubectl apply --server-side --force-conflicts} does. */
    void apply(String manifest) {
        kubernetes().resource(manifest).inNamespace(name).forceConflicts().serverSideApply();
    }

    Resource<CustomImage> image() {
        return kubernetes().resources(CustomImage.class).inNamespace(name).withName(Manifests.IMAGE);
    }

    Resource<BatchPool> pool() {
        return kubernetes().resources(BatchPool.class).inNamespace(name).withName(Manifests.POOL);
    }

    /** Who holds the lease of this scene's release. */
    Optional<String> leaseHolder() {
        return Optional.ofNullable(kubernetes()
                        .leases()
                        .inNamespace(name)
                        .withName("azure-batch-operator")
                        .get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .filter(holder -> !holder.isEmpty());
    }

    CustomImageStatus imageStatus() {
        return Optional.ofNullable(image().get().getStatus()).orElseGet(CustomImageStatus::empty);
    }

    BatchPoolStatus poolStatus() {
        return Optional.ofNullable(pool().get().getStatus()).orElseGet(BatchPoolStatus::empty);
    }

    /** A condition of the image; fails with the others when it is not there. */
    Condition imageCondition(String type) {
        return condition(imageStatus().conditions(), type).orElseThrow();
    }

    Condition poolCondition(String type) {
        return condition(poolStatus().conditions(), type).orElseThrow();
    }

    void awaitImageReady() {
        awaitImage("image Ready", status -> is(status.conditions(), "Ready", "True"));
    }

    void awaitPoolReady() {
        awaitPool(
                "pool Ready",
                status -> is(status.conditions(), "Ready", "True")
                        && pool().get().getMetadata().getGeneration().equals(status.observedGeneration()));
    }

    /** Waits for a Ready condition of the image with that reason. */
    Condition awaitImageReason(String reason) {
        awaitImage("image with reason " + reason, status -> condition(status.conditions(), "Ready")
                .filter(ready -> ready.reason().equals(reason))
                .isPresent());
        return imageCondition("Ready");
    }

    /** Waits for a Ready condition of the pool with that reason. */
    Condition awaitPoolReason(String reason) {
        awaitPool("pool with reason " + reason, status -> condition(status.conditions(), "Ready")
                .filter(ready -> ready.reason().equals(reason))
                .isPresent());
        return poolCondition("Ready");
    }

    void awaitImage(String what, Predicate<CustomImageStatus> enough) {
        await(what, () -> enough.test(imageStatus()));
    }

    void awaitPool(String what, Predicate<BatchPoolStatus> enough) {
        await(what, () -> enough.test(poolStatus()));
    }

    /** Waits, and tells on failure how image and pool stand and what the operator said last. */
    void await(String what, BooleanSupplier enough) {
        try {
            Waiting.until(what, LIMIT, () -> {
                restartIfEnded();
                return enough.getAsBoolean();
            });
        } catch (IllegalStateException late) {
            throw new AssertionError(late.getMessage() + "\n" + situation(), late);
        }
    }

    void deleteImageAndWait() {
        image().delete();
        await("end of the image", () -> image().get() == null);
    }

    void deletePoolAndWait() {
        pool().delete();
        await("end of the pool", () -> pool().get() == null);
    }

    /** Every change that the operator asked of Azure in this scene, oldest first. */
    List<JournalEntry> writes() {
        return admin().writesAfter(journalStart).stream().filter(this::ours).toList();
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
        killOperator();
    }

    static boolean is(List<Condition> conditions, String type, String status) {
        return condition(conditions, type)
                .filter(condition -> condition.status().equals(status))
                .isPresent();
    }

    static Optional<Condition> condition(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    private boolean ours(JournalEntry entry) {
        if (entry.byTestbed()) {
            return false;
        }
        return switch (entry.listener()) {
            case "batch" -> entry.port() == accountPort();
            case "blob" -> entry.path().startsWith("/" + storage() + "/");
            default -> (entry.path() + "/").toLowerCase(Locale.ROOT).contains("/resourcegroups/" + name + "/");
        };
    }

    private String situation() {
        StringBuilder text = new StringBuilder(
                kubectl().tryRun("get", "-n", name, "cimg,bpool", "-o", "yaml").output());
        List<JournalEntry> writes = writes();
        writes.subList(Math.max(0, writes.size() - 30), writes.size())
                .forEach(write -> text.append(write).append('\n'));
        operator.ifPresent(last -> text.append(last.program().tail()));
        return text.toString();
    }
}
