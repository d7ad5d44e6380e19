package io.azbatch.testbed;

import io.azbatch.testbed.kubernetes.Installation;
import io.azbatch.testbed.operator.OperatorProcess;
import io.azbatch.testbed.operator.OperatorSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The operators of one installation, in the kubelet's place: runs their pods, and restarts what ended by itself. */
final class Operators implements AutoCloseable {
    private final Testbed testbed;
    private final Installation installation;
    private final List<Pod> pods = new ArrayList<>();

    /** A pod whose container may be down. */
    private static final class Pod {
        private final OperatorSettings settings;
        private OperatorProcess container;
        private boolean wanted = true;

        Pod(OperatorSettings settings, OperatorProcess container) {
            this.settings = settings;
            this.container = container;
        }

        void takeDown() {
            wanted = false;
            container.kill();
        }
    }

    Operators(Testbed testbed, Installation installation) {
        this.testbed = testbed;
        this.installation = installation;
    }

    /** Starts one more pod; its operator waits for the lease while another has it. */
    synchronized OperatorProcess start(UnaryOperator<OperatorSettings> change) {
        OperatorSettings settings = change.apply(installation.newPod());
        Pod pod = new Pod(settings, run(settings));
        pods.add(pod);
        return pod.container;
    }

    /** SIGKILLs an operator and leaves it down, as when its node is lost. */
    synchronized void kill(OperatorProcess operator) {
        pods.stream().filter(pod -> pod.container == operator).forEach(Pod::takeDown);
    }

    /** SIGKILLs all operators and leaves them down. */
    synchronized void killAll() {
        pods.forEach(Pod::takeDown);
    }

    /** SIGTERMs all operators and leaves them down. */
    synchronized void terminateAll() {
        pods.forEach(pod -> pod.wanted = false);
        pods.forEach(pod -> pod.container.terminate());
    }

    /** Starts operators that are down again, each in its own pod. */
    synchronized void resumeAll() {
        pods.forEach(pod -> pod.wanted = true);
        restartEnded();
    }

    /** An operator that ended by itself, such as after losing its lease, is started again. */
    synchronized void restartEnded() {
        pods.stream()
                .filter(pod -> pod.wanted && !pod.container.program().alive())
                .forEach(pod -> pod.container = run(pod.settings));
    }

    /** What the operators said last; empty where none ran. */
    synchronized String lastWords() {
        return pods.stream().map(pod -> pod.container.program().tail()).collect(Collectors.joining("\n"));
    }

    private OperatorProcess run(OperatorSettings settings) {
        return OperatorProcess.start(testbed.workplace(), testbed.repository(), settings);
    }

    @Override
    public void close() {
        killAll();
    }
}
