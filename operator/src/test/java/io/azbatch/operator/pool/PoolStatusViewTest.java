package io.azbatch.operator.pool;

import static io.azbatch.operator.pool.Given.OWNER;
import static io.azbatch.operator.pool.Given.QUOTA;
import static io.azbatch.operator.pool.Given.SOMEBODY;
import static io.azbatch.operator.pool.Given.V1;
import static io.azbatch.operator.pool.Given.V2;
import static io.azbatch.operator.pool.Given.resolved;
import static io.azbatch.operator.pool.Given.thePool;
import static io.azbatch.operator.pool.Given.thePoolThere;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.api.v1beta1.BatchPoolStatus;
import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.Golden;
import io.azbatch.operator.cloud.BatchPools.AllocationState;
import io.azbatch.operator.cloud.BatchPools.ResizeError;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.Outcome;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Standing;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What people read in each situation, as golden files. */
final class PoolStatusViewTest {

    private static final Golden GOLDEN = new Golden("pool");
    private static final Outcome TAKEN = new Outcome.Taken();
    private static final Outcome NOTHING = new Outcome.Nothing();
    private static final Trouble DOWN = new Trouble.Unavailable(
            "ServerBusy", "The server is currently unable to receive requests.", Optional.empty());

    private record Situation(Given given, Outcome outcome, Duration delayed, BatchPoolStatus before) {
        Situation(Given given, Outcome outcome) {
            this(given, outcome, Duration.ZERO, BatchPoolStatus.empty());
        }
    }

    private static final Map<String, Situation> SITUATIONS = Map.ofEntries(
            Map.entry(
                    "waiting-for-image",
                    new Situation(
                            thePool()
                                    .image(new ImageResolution.Awaited(new Standing.Working(
                                            PoolReason.WaitingForImage.name(),
                                            "CustomImage team/ubuntu has no image yet"))),
                            NOTHING)),
            Map.entry("creating", new Situation(thePool(), TAKEN)),
            Map.entry(
                    "pool-quota-reached",
                    new Situation(
                            thePool(),
                            new Outcome.Refused(new Trouble.QuotaExceeded(
                                    "PoolQuotaReached", "Pool quota for the account has been reached.")))),
            Map.entry("node-agent-unknown", new Situation(thePool().nodeAgentSku("batch.node.el 9"), NOTHING)),
            Map.entry(
                    "resizing",
                    new Situation(
                            thePoolThere()
                                    .there(pool -> pool.allocation(AllocationState.RESIZING)
                                            .current(1, 0))
                                    .nodes(Map.of("creating", 1)),
                            NOTHING)),
            Map.entry("bring-up", new Situation(thePoolThere().nodes(Map.of("idle", 1, "starting", 2)), NOTHING)),
            Map.entry("ready", new Situation(thePoolThere(), NOTHING)),
            Map.entry(
                    "ready-at-zero",
                    new Situation(
                            thePoolThere()
                                    .replicas(0)
                                    .there(pool ->
                                            pool.target(0, 0).current(0, 0).failed(QUOTA))
                                    .nodes(Map.of()),
                            NOTHING)),
            Map.entry("scaled-up", new Situation(thePoolThere().replicas(5), TAKEN)),
            Map.entry(
                    "resize-failed",
                    new Situation(
                            shortage().retried(1, "2026-11-23T09:59:00Z", "0x0"),
                            NOTHING,
                            Duration.ofMinutes(3),
                            empty())),
            Map.entry(
                    "resize-budget-spent",
                    new Situation(shortage().retried(5, "2026-11-23T09:59:00Z", "0x0"), NOTHING)),
            Map.entry("nodes-unusable", new Situation(thePoolThere().nodes(Map.of("idle", 2, "unusable", 1)), NOTHING)),
            Map.entry(
                    "nodes-preempted",
                    new Situation(
                            thePoolThere().nodes(Map.of("running", 2, "preempted", 1)),
                            NOTHING,
                            Duration.ofMinutes(11),
                            empty())),
            Map.entry(
                    "new-image-waits",
                    new Situation(thePoolThere().image(resolved(V2)), NOTHING, Duration.ZERO, was(thePoolThere()))),
            Map.entry("another-size-waits", new Situation(thePoolThere().vmSize("Standard_D4s_v5"), NOTHING)),
            Map.entry(
                    "without-a-mark",
                    new Situation(thePool().there(pool -> pool.metadata(Map.of("team", "render"))), NOTHING)),
            Map.entry("not-ours", new Situation(thePool().there(pool -> pool.metadata(SOMEBODY.tags())), NOTHING)),
            Map.entry(
                    "account-missing",
                    new Situation(thePool().account(new Reading.Absent<>("AccountNotFound", "no")), NOTHING)),
            Map.entry(
                    "credentials-missing",
                    new Situation(
                            thePool()
                                    .access(new Access.Missing("create Secret azbatch-credentials"))
                                    .account(Reading.notLooked())
                                    .image(ImageResolution.working(PoolReason.Pending, "not looked")),
                            NOTHING)),
            Map.entry(
                    "batch-down-keeps-what-was-known",
                    new Situation(
                            thePool().pool(new Reading.Unread<>(DOWN)),
                            NOTHING,
                            Duration.ofMinutes(12),
                            was(thePoolThere()))),
            Map.entry(
                    "observed-drift",
                    new Situation(
                            thePoolThere()
                                    .there(pool -> pool.metadata(OWNER.tags()))
                                    .policy(new ReconcilePolicy.Observe()),
                            NOTHING)),
            Map.entry(
                    "deleting",
                    new Situation(
                            thePoolThere()
                                    .there(pool -> pool.deleting())
                                    .image(ImageResolution.working(PoolReason.Pending, "not looked"))
                                    .deleting(DeletionPolicy.Delete),
                            NOTHING,
                            Duration.ZERO,
                            was(thePoolThere()))),
            Map.entry(
                    "deleting-denied",
                    new Situation(
                            thePoolThere().deleting(DeletionPolicy.Delete),
                            new Outcome.Refused(new Trouble.Denied(
                                    "AuthorizationFailed", "The client 'c' does not have authorization")),
                            Duration.ZERO,
                            was(thePoolThere()))));

    @SuppressWarnings("unused")
    private static final Set<String> NAMES = SITUATIONS.keySet();

    @ParameterizedTest
    @FieldSource("NAMES")
    void says(String name) throws IOException {
        Situation situation = SITUATIONS.get(name);
        GOLDEN.check(name, status(situation));
    }

    @Test
    void everyGoldenFileHasItsSituation() throws IOException {
        GOLDEN.holdsOnly(SITUATIONS.keySet());
    }

    @Test
    void theOriginKnownAtCreationStaysKnown() {
        BatchPoolStatus creating = status(new Situation(thePool(), TAKEN));
        assertThat(creating.imageId()).isEqualTo(V1.toString());

        ImageResolution.Resolved byId = ImageResolution.Resolved.of(V1);
        BatchPoolStatus later = status(new Situation(thePoolThere().image(byId), NOTHING, Duration.ZERO, creating));
        assertThat(later.imageOrigin()).isNotNull();
        assertThat(later.imageOrigin().virtualMachineId()).isEqualTo(Given.MACHINE.toString());
        assertThat(later.imageSource()).isEqualTo("Gallery");
    }

    @Test
    void whatIsRememberedGoesWhenTheTargetIsReached() {
        Given recovered = thePoolThere().retried(3, "2026-11-23T09:59:00Z", "0x0");
        assertThat(status(new Situation(recovered, NOTHING)).resizeRetry()).isNull();
    }

    @Test
    void countsOfNodesAreProgressAndStatesAreNot() {
        BatchPoolStatus one = status(new Situation(thePoolThere().nodes(Map.of("idle", 1, "starting", 2)), NOTHING));
        BatchPoolStatus two = status(new Situation(thePoolThere().nodes(Map.of("idle", 2, "starting", 1)), NOTHING));
        BatchPoolStatus done = status(new Situation(thePoolThere(), NOTHING));
        assertThat(two).isNotEqualTo(one);
        assertThat(PoolStatusView.urgent(one, two)).isFalse();
        assertThat(PoolStatusView.urgent(two, done)).isTrue();
    }

    @Test
    void atRestTheStatusIsTheSameInEveryPass() {
        BatchPoolStatus first = was(thePoolThere());
        Given later = thePoolThere().at(Given.NOW.plusSeconds(600));
        assertThat(status(new Situation(later, NOTHING, Duration.ZERO, first))).isEqualTo(first);
    }

    @Test
    void atMostFiveErrorsAreShown() {
        Given many = thePoolThere()
                .there(pool -> pool.current(0, 0).failed(QUOTA, QUOTA, QUOTA, QUOTA, QUOTA, QUOTA))
                .nodes(Map.of());
        assertThat(status(new Situation(many, NOTHING)).resizeErrors()).hasSize(5);
    }

    @Test
    void anErrorIsCutToWhatTheApiServerTakes() {
        Given chatty = thePoolThere()
                .there(pool -> pool.current(0, 0).failed(new ResizeError("AllocationFailed", "x".repeat(5_000))))
                .nodes(Map.of());
        assertThat(status(new Situation(chatty, NOTHING)).resizeErrors())
                .allSatisfy(error -> assertThat(error.message()).hasSize(1024));
    }

    private static BatchPoolStatus empty() {
        return BatchPoolStatus.empty();
    }

    private static BatchPoolStatus was(Given given) {
        return status(new Situation(given, NOTHING));
    }

    private static BatchPoolStatus status(Situation situation) {
        PoolSnapshot snapshot = situation.given().snapshot();
        PoolStep step = PoolDecision.decide(snapshot);
        return PoolStatusView.status(
                snapshot,
                step,
                PoolStatusView.standing(snapshot, step, situation.outcome()),
                situation.delayed(),
                situation.before());
    }

    private static Given shortage() {
        return thePoolThere().there(pool -> pool.current(1, 0).failed(QUOTA)).nodes(Map.of("idle", 1));
    }
}
