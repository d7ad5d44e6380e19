package io.azbatch.testbed.demo;

import io.azbatch.testbed.azure.Endpoints;
import io.azbatch.testbed.operator.OperatorProcess;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What is left to say when the road is over, well or badly. */
public final class Epilogue {
    private final Stage stage;
    private final Narrator narrator;
    private final Samples samples;

    public Epilogue(Stage stage, Narrator narrator, Samples samples) {
        this.stage = stage;
        this.narrator = narrator;
        this.samples = samples;
    }

    /** The final tables, one description, and what the operator took. */
    public void tell() {
        narrator.chapter("$ kubectl get cimg,bpool");
        narrator.print(stage.kubectl().run("get", "-n", samples.namespace(), "cimg,bpool"));
        narrator.chapter("$ kubectl describe bpool " + samples.poolName());
        narrator.print(stage.kubectl().run("describe", "-n", samples.namespace(), "bpool", samples.poolName()));
        narrator.chapter("The operator");
        stage.operator().ifPresent(this::measure);
    }

    private void measure(OperatorProcess operator) {
        OptionalLong memory = operator.residentKiB();
        narrator.tell(String.format(
                Locale.ROOT,
                "ready %.2f s after its start, %s of memory resident",
                Narrator.seconds(stage.startTime()),
                memory.isPresent() ? memory.getAsLong() / 1024 + " MiB" : "an unknown amount"));
        narrator.tell("next: make demo KEEP=1 stays up for you to explore, make test runs every test");
    }

    /** How to go on while everything stays up. */
    public void invite() {
        Endpoints azure = stage.simulator().endpoints();
        narrator.chapter("Everything stays up until Ctrl-C");
        narrator.print("""
                  export KUBECONFIG=%s
                  kubectl get -n %s cimg,bpool -w                  (any kubectl from 1.33 on, or %s)
                  curl --cacert %s '%s/journal?writes=true'        every change that reached Azure
                  curl --cacert %s -X PUT -d '{"speed": 600}' %s/clock
                  tail -f %s\
                """.formatted(
                        stage.controlPlane().kubeconfig(),
                        samples.namespace(),
                        stage.kubectl().program(),
                        azure.ca(),
                        azure.admin(),
                        azure.ca(),
                        azure.admin(),
                        stage.operator().orElseThrow().program().log()));
    }

    /** What went wrong, and everything that is known about it. */
    public void explain(RuntimeException trouble) {
        narrator.chapter("The demo failed: " + trouble.getMessage());
        if (stage.hasControlPlane()) {
            narrator.print(stage.kubectl()
                    .tryRun("describe", "-n", samples.namespace(), "cimg,bpool")
                    .output());
        }
        stage.operator().ifPresent(operator -> {
            List<String> lines = operator.program().lines();
            narrator.chapter("The operator's last words");
            lines.subList(Math.max(0, lines.size() - 20), lines.size()).forEach(narrator::print);
        });
        narrator.chapter("All logs: " + stage.workplace().logs());
        trouble.printStackTrace(System.err);
    }
}
