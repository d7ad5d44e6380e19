package io.azbatch.testbed;

import io.azbatch.testbed.azure.JournalEntry;
import io.azbatch.testbed.operator.OperatorSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A whole road once, calmly or with the operator killed on the way. */
record CrashRun(List<Stage> stages) {

    private static final String OPENED = "disks/beginGetAccess";
    private static final String CLOSED = "disks/endGetAccess";

    /**
     * A stage of the road.
     *
     * @param writes all that was asked of Azure in it
     * @param effects what of it took effect, in terms that two runs share, sorted; the right to read a disk is counted
     *     once, since Azure tells its URL to the process that asked alone, so that another one has to ask again
     * @param state Azure and cluster at its end
     */
    record Stage(List<JournalEntry> writes, List<String> effects, String state) {

        List<String> operations() {
            return writes.stream().map(JournalEntry::operation).toList();
        }
    }

    /** @param classes to be made of the classes that the operator has loaded on this road */
    static CrashRun calm(Testbed testbed, CrashRoad road, ClassArchive classes) {
        return run(testbed, new CrashRound(road, List.of()), classes.making());
    }

    /** @param classes for a quick start */
    static CrashRun killed(Testbed testbed, CrashRound round, ClassArchive classes) {
        return run(testbed, round, classes.using());
    }

    private static CrashRun run(Testbed testbed, CrashRound round, UnaryOperator<OperatorSettings> jvm) {
        try (Scene scene = Scene.openWithoutMachine(testbed, "crash");
                ExecutorService killer = Executors.newVirtualThreadPerTaskExecutor()) {
            round.road().layOut(scene);
            SharedTerms terms = new SharedTerms(scene);
            scene.startOperator(settings -> jvm.apply(attentive(settings)));
            List<Stage> stages = new ArrayList<>();
            for (CrashStage stage : round.road().stages()) {
                stages.add(run(scene, terms, stage, round.in(stages.size()), killer));
            }
            scene.operators().terminateAll();
            return new CrashRun(stages);
        }
    }

    private static Stage run(
            Scene scene, SharedTerms terms, CrashStage stage, Optional<CrashPoint> point, ExecutorService killer) {
        long before = scene.admin().lastSequence();
        CompletableFuture<Void> crash = point.map(at -> at.lay(scene))
                .map(kill -> CompletableFuture.runAsync(() -> crash(scene, kill), killer))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        stage.drive().accept(scene);
        crash.join();
        List<JournalEntry> writes = scene.ground().writesAfter(before);
        return new Stage(writes, effects(writes, terms), SceneState.of(scene, terms));
    }

    private static void crash(Scene scene, Runnable kill) {
        kill.run();
        scene.operators().resumeAll();
    }

    /** How often more a disk was opened than it was closed. */
    int disksLeftOpen() {
        return applied(OPENED) - applied(CLOSED);
    }

    private int applied(String operation) {
        return (int) stages.stream()
                .flatMap(stage -> stage.writes().stream())
                .filter(JournalEntry::applied)
                .filter(write -> write.operation().equals(operation))
                .count();
    }

    private static List<String> effects(List<JournalEntry> writes, SharedTerms terms) {
        Map<Boolean, List<String>> byAccess = writes.stream()
                .filter(JournalEntry::applied)
                .map(write -> write.operation() + " " + terms.of(write.resource()))
                .collect(Collectors.partitioningBy(effect -> effect.startsWith(OPENED) || effect.startsWith(CLOSED)));
        return Stream.concat(
                        byAccess.get(false).stream(),
                        byAccess.get(true).stream().distinct())
                .sorted()
                .toList();
    }

    /** What somebody changes by hand is seen soon. */
    private static OperatorSettings attentive(OperatorSettings settings) {
        return settings.with("AZBATCH_RESYNC_INTERVAL", "1s");
    }
}
