package io.azbatch.testbed.demo;

import io.azbatch.testbed.Repository;
import io.azbatch.testbed.azure.SimulatorProcess;
import io.azbatch.testbed.kubernetes.Binaries;
import io.azbatch.testbed.kubernetes.ControlPlane;
import io.azbatch.testbed.kubernetes.Installation;
import io.azbatch.testbed.kubernetes.Kubectl;
import io.azbatch.testbed.operator.OperatorProcess;
import io.azbatch.testbed.process.Workplace;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Everything that stands before the road begins: Kubernetes, Azure with what the user has in it, the operator. */
public final class Stage {
    /** Simulated seconds per real second: an image takes Azure about eight minutes, and us as many seconds. */
    private static final int SPEED = 60;

    private final Workplace workplace;
    private final Repository repository;
    private final Narrator narrator;
    private final Samples samples;
    private @Nullable ControlPlane controlPlane;
    private @Nullable SimulatorProcess simulator;
    private @Nullable OperatorProcess operator;
    private Duration startTime = Duration.ZERO;

    public Stage(Workplace workplace, Repository repository, Narrator narrator, Samples samples) {
        this.workplace = workplace;
        this.repository = repository;
        this.narrator = narrator;
        this.samples = samples;
    }

    /** Sets everything up; Kubernetes and Azure side by side. */
    public void set() {
        narrator.chapter("The stage");
        CompletableFuture<SimulatorProcess> azure = CompletableFuture.supplyAsync(this::startAzure);
        startKubernetes();
        simulator = azure.join();
        Installation installation = install();
        startOperator(installation);
        kubectl("apply", "-f", "config/samples/namespace.yaml");
        installation.giveCredentials(samples.namespace());
        narrator.tell("namespace " + samples.namespace() + " has its Azure credential in Secret azbatch-credentials");
    }

    public ControlPlane controlPlane() {
        return Objects.requireNonNull(controlPlane, "the control plane has not been started");
    }

    public SimulatorProcess simulator() {
        return Objects.requireNonNull(simulator, "the simulator has not been started");
    }

    /** Absent until it was started. */
    public Optional<OperatorProcess> operator() {
        return Optional.ofNullable(operator);
    }

    /** Whether there is a Kubernetes API to ask. */
    public boolean hasControlPlane() {
        return controlPlane != null;
    }

    /** From the start of the operator's process until it was ready. */
    public Duration startTime() {
        return startTime;
    }

    public Workplace workplace() {
        return workplace;
    }

    /** Runs kubectl as a user would and shows command and output. */
    public void kubectl(String... arguments) {
        narrator.tell("$ kubectl " + String.join(" ", arguments));
        narrator.show(kubectl().run(arguments));
    }

    /** kubectl in the root of the checkout, so that paths read as in the documents. */
    public Kubectl kubectl() {
        return controlPlane().kubectl().in(repository.root());
    }

    private void startKubernetes() {
        controlPlane = ControlPlane.start(workplace, Binaries.fetch(repository));
        narrator.tell("Kubernetes 1.34: etcd, kube-apiserver and kube-controller-manager at " + controlPlane.url());
    }

    private SimulatorProcess startAzure() {
        SimulatorProcess started =
                SimulatorProcess.start(workplace, repository.simulatorJar(), SPEED, samples.subscription());
        narrator.tell("Azure, simulated, at " + started.endpoints().arm() + "; its clock runs " + SPEED
                + " times as fast: a minute there is a second here");
        narrator.tell("the user's Azure: " + samples.layOut(started.azure()));
        return started;
    }

    private Installation install() {
        Installation installation =
                Installation.forCluster(controlPlane(), repository, simulator().endpoints());
        narrator.tell("Helm has installed the chart: CRDs, ServiceAccount, roles, Deployment");
        return installation;
    }

    private void startOperator(Installation installation) {
        operator = OperatorProcess.launch(workplace, repository, installation.newPod());
        startTime = operator.awaitReady();
        narrator.tell("the operator runs as ServiceAccount " + installation.serviceAccount()
                + " of the chart, with exactly its role");
    }
}
