package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.testbed.azure.Fault;
import io.azbatch.testbed.azure.JournalEntry;
import io.azbatch.testbed.azure.SimulatorAdmin;
import io.azbatch.testbed.operator.OperatorProcess;
import io.azbatch.testbed.operator.OperatorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two operators, of which one leads. The leader goes without a goodbye, or is paused and does not know that its time is
 * over; the other takes over when the lease has run out. Azure's journal does not tell the two apart, but it has every
 * write that was sent: each once means that only one of them sent it.
 */
@ExtendWith(Testbed.Extension.class)
final class TakeoverTest {
    /** Exit code of an operator that has lost its lease. */
    private static final int LEADERSHIP_LOST = 1;

    private static final List<String> ROAD_OF_THE_IMAGE = List.of(
            "galleries PUT",
            "galleries/images PUT",
            "virtualMachines PATCH",
            "virtualMachines/deallocate",
            "virtualMachines/generalize",
            "galleries/images/versions PUT");

    private final Testbed testbed;

    TakeoverTest(Testbed testbed) {
        this.testbed = testbed;
    }

    @Test
    void theStandbyFinishesWhatALeaderThatIsGoneHasBegun() {
        try (Scene scene = Scene.open(testbed, "gone")) {
            OperatorProcess leader = startLeader(scene);
            OperatorProcess standby = scene.startOperator(TakeoverTest::shortLease);
            scene.applyImage();
            scene.await("deallocation", () -> scene.effects().contains("virtualMachines/deallocate"));
            assertThat(scene.leaseHolder()).contains(leader.pod());

            scene.operators().kill(leader);
            scene.await("takeover", () -> scene.leaseHolder().equals(Optional.of(standby.pod())));
            scene.awaitImageReady();
            assertThat(scene.writes()).extracting(JournalEntry::operation).isEqualTo(ROAD_OF_THE_IMAGE);
        }
    }

    /**
     * The leader has asked for what it looks at last before its second write. The answer takes long enough to pause the
     * leader first, on a slow machine too, and comes while it is paused, so it is about to write when it goes on.
     */
    @Test
    void aPausedLeaderWritesNothingAfterItsLeaseHasRunOut() {
        try (Scene scene = Scene.open(testbed, "paused")) {
            OperatorProcess leader = startLeader(scene);
            OperatorProcess standby = scene.startOperator(TakeoverTest::shortLease);
            Fault slow = Fault.on("disks GET")
                    .inPath("/" + scene.name() + "/")
                    .nth(2)
                    .delay(Duration.ofSeconds(15L * Testbed.SPEED));
            long before = scene.admin().lastSequence();
            try (SimulatorAdmin.Armed armed = scene.admin().arm(slow)) {
                scene.applyImage();
                scene.await("last look before the second write", () -> armed.struck() == 1);
                leader.freeze();
                assertThat(scene.effects()).containsExactly("galleries PUT");
            }
            scene.await("takeover", () -> scene.effects().contains("galleries/images PUT"));
            assertThat(scene.leaseHolder()).contains(standby.pod());
            scene.await("the answer for the paused leader", () -> secondLook(scene, before)
                    .answered());

            leader.unfreeze();
            assertThat(leader.awaitEnd()).isEqualTo(LEADERSHIP_LOST);
            scene.awaitImageReady();
            assertThat(scene.writes()).extracting(JournalEntry::operation).isEqualTo(ROAD_OF_THE_IMAGE);
            assertThat(scene.leaseHolder()).contains(standby.pod());
        }
    }

    private static JournalEntry secondLook(Scene scene, long after) {
        return scene.admin().requestsAfter(after).stream()
                .filter(entry -> entry.operation().equals("disks GET"))
                .filter(entry -> entry.path().contains("/" + scene.name() + "/"))
                .toList()
                .get(1);
    }

    private static OperatorProcess startLeader(Scene scene) {
        OperatorProcess leader = scene.startOperator(TakeoverTest::shortLease);
        scene.await("leader", () -> scene.leaseHolder().isPresent());
        return leader;
    }

    private static OperatorSettings shortLease(OperatorSettings settings) {
        return settings.with("AZBATCH_LEASE_DURATION", "10s");
    }
}
