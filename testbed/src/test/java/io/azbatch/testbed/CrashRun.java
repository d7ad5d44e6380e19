package io.azbatch.testbed;

import io.azbatch.testbed.azure.JournalEntry;
import io.azbatch.testbed.operator.OperatorProcess;
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
            OperatorProcess operator = scene.startOperator(CrashRun::quickTakeover);
            CompletableFuture<Void> crash = point.map(
                            at -> CompletableFuture.runAsync(() -> crash(scene, at, operator)))
                    .orElseGet(() -> CompletableFuture.completedFuture(null));
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();
            SceneState whenReady = SceneState.of(scene);
            scene.deletePoolAndWait();
            scene.deleteImageAndWait();
            crash.join();
            SceneState atTheEnd = SceneState.of(scene);
            return new CrashRun(
                    scene.writes(),
                    scene.writes().stream()
                            .filter(JournalEntry::applied)
                            .map(write -> write.operation() + " " + whenReady.sharedTerms(write.resource()))
                            .sorted()
                            .toList(),
                    whenReady.text(),
                    atTheEnd.text());
        }
    }

    private static void crash(Scene scene, CrashPoint point, OperatorProcess operator) {
        point.kill(scene, operator::kill);
        scene.startOperator(CrashRun::quickTakeover);
    }

    /** The lease of a killed operator has to run out before the next one writes. */
    private static OperatorSettings quickTakeover(OperatorSettings settings) {
        return settings.with("AZBATCH_LEASE_DURATION", "3s");
    }
}
