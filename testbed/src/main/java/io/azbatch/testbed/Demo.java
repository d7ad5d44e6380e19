package io.azbatch.testbed;

import io.azbatch.testbed.demo.Epilogue;
import io.azbatch.testbed.demo.Narrator;
import io.azbatch.testbed.demo.Road;
import io.azbatch.testbed.demo.Samples;
import io.azbatch.testbed.demo.Stage;
import io.azbatch.testbed.process.Workplace;
import java.util.concurrent.CountDownLatch;

/**
 * {@code make demo}: the whole road once, on the terminal. A virtual machine becomes an image, the image becomes a running
 * pool, the pool is scaled. Ends by itself and leaves nothing behind; the exit code tells whether all of it came true.
 *
 * <p>Environment: {@code KEEP=1} stays up until Ctrl-C, {@code REPLICAS=N} is what the pool is scaled to.
 */
public final class Demo {
    private final Repository repository = Repository.find();
    private final Narrator narrator = new Narrator(System.out);
    private final boolean keep = !System.getenv().getOrDefault("KEEP", "").isEmpty();

    private Demo() {}

    public static void main(String... arguments) throws InterruptedException {
        System.exit(new Demo().run());
    }

    private int run() throws InterruptedException {
        Samples samples = Samples.read(repository.samples());
        int replicas =
                Integer.parseInt(System.getenv().getOrDefault("REPLICAS", Integer.toString(samples.replicas() + 2)));
        narrator.print("Azure Batch Operator: a virtual machine becomes an image, the image becomes a running pool.");
        try (Workplace workplace = Workplace.open(repository.root().resolve("testbed/target/logs/demo"))) {
            Stage stage = new Stage(workplace, repository, narrator, samples);
            Epilogue epilogue = new Epilogue(stage, narrator, samples);
            try {
                stage.set();
                play(stage, samples, replicas);
                epilogue.tell();
            } catch (RuntimeException trouble) {
                epilogue.explain(trouble);
                return 1;
            }
            if (keep) {
                epilogue.invite();
                new CountDownLatch(1).await();
            }
        }
        narrator.tell("done; everything is stopped and cleaned up");
        return 0;
    }

    private void play(Stage stage, Samples samples, int replicas) {
        Road road = new Road(
                stage.controlPlane().client(), narrator, samples.namespace(), samples.imageName(), samples.poolName());
        narrator.chapter("The road");
        stage.kubectl("apply", "-k", "config/samples/");
        road.untilReady();
        narrator.chapter("More nodes");
        stage.kubectl("scale", "-n", samples.namespace(), "bpool/" + samples.poolName(), "--replicas=" + replicas);
        road.untilScaled(replicas);
    }
}
