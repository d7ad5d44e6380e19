package io.azbatch.testbed;

import io.azbatch.testbed.azure.JournalEntry;
import io.azbatch.testbed.operator.OperatorSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The whole road once, calmly or with the operator killed on the way.
 *
 * @param writes all that was asked of Azure
 * @param effects what of it took effect, in terms that two runs share, sorted
 * @param whenReady Azure and cluster when image and pool were Ready
 * @param atTheEnd Azure and cluster when both were deleted
 */
record CrashRun(List<JournalEntry> writes, List<String> effects, String whenReady, String atTheEnd) {

    static CrashRun calm(Testbed testbed) {
        return run(testbed, Optional.empty());
    }

    static CrashRun killedAt(Testbed testbed, CrashPoint point) {
        return run(testbed, Optional.of(point));
    }

    private static CrashRun run(Testbed testbed, Optional<CrashPoint> point) {
        try (Scene scene = Scene.open(testbed, "crash")) {
            SharedTerms terms = new SharedTerms(scene);
            scene.startOperator(CrashRun::quickTakeover);
            CompletableFuture<Void> crash = point.map(at -> CompletableFuture.runAsync(() -> crash(scene, at)))
                    .orElseGet(() -> CompletableFuture.completedFuture(null));
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();
            String whenReady = SceneState.of(scene, terms);
            scene.deletePoolAndWait();
            scene.deleteImageAndWait();
            crash.join();
            return new CrashRun(scene.writes(), effects(scene, terms), whenReady, SceneState.of(scene, terms));
        }
    }

    private static void crash(Scene scene, CrashPoint point) {
        point.kill(scene);
        scene.resumeOperator();
    }

    private static List<String> effects(Scene scene, SharedTerms terms) {
        return scene.writes().stream()
                .filter(JournalEntry::applied)
                .map(write -> write.operation() + " " + terms.of(write.resource()))
                .sorted()
                .toList();
    }

    /** The lease of a killed operator has to run out before the next one writes. */
    private static OperatorSettings quickTakeover(OperatorSettings settings) {
        return settings.with("AZBATCH_LEASE_DURATION", "5s");
    }
}
