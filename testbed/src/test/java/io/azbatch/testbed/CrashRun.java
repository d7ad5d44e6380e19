package io.azbatch.testbed;

import io.azbatch.testbed.azure.JournalEntry;
import io.azbatch.testbed.operator.OperatorSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole road once, calmly or with the operator killed on the way.
 *
 * @param writes all that was asked of Azure
 * @param effects what of it took effect, in terms that two runs share, sorted; the right to read a disk is counted once,
 *     since Azure tells its URL to the process that asked alone, so that another one has to ask again
 * @param whenReady Azure and cluster when all was as declared
 * @param atTheEnd Azure and cluster when all was deleted
 */
record CrashRun(List<JournalEntry> writes, List<String> effects, String whenReady, String atTheEnd) {

    private static final String OPENED = "disks/beginGetAccess";
    private static final String CLOSED = "disks/endGetAccess";

    /** @param classes to be made of the classes that the operator has loaded on this road */
    static CrashRun calm(Testbed testbed, CrashRoad road, ClassArchive classes) {
        return run(testbed, road, classes.making(), Optional.empty());
    }

    /** @param classes for a quick start */
    static CrashRun killedAt(Testbed testbed, CrashPoint point, ClassArchive classes) {
        return run(testbed, point.road(), classes.using(), Optional.of(point));
    }

    private static CrashRun run(
            Testbed testbed, CrashRoad road, UnaryOperator<OperatorSettings> jvm, Optional<CrashPoint> point) {
        try (Scene scene = Scene.open(testbed, "crash");
                ExecutorService killer = Executors.newVirtualThreadPerTaskExecutor()) {
            SharedTerms terms = new SharedTerms(scene);
            road.layOut(scene);
            scene.startOperator(settings -> jvm.apply(attentive(settings)));
            CompletableFuture<Void> crash = point.map(at -> at.lay(scene))
                    .map(kill -> CompletableFuture.runAsync(() -> crash(scene, kill), killer))
                    .orElseGet(() -> CompletableFuture.completedFuture(null));
            road.drive(scene);
            String whenReady = SceneState.of(scene, terms);
            road.takeDown(scene);
            crash.join();
            scene.operators().terminateAll();
            return new CrashRun(scene.writes(), effects(scene, terms), whenReady, SceneState.of(scene, terms));
        }
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
        return (int) writes.stream()
                .filter(JournalEntry::applied)
                .filter(write -> write.operation().equals(operation))
                .count();
    }

    private static List<String> effects(Scene scene, SharedTerms terms) {
        Map<Boolean, List<String>> byAccess = scene.writes().stream()
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
