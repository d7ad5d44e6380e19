package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.Write;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gets out, what does not, and what becomes of the answers; told by the simulator's journal. */
final class GateTest {

    @TempDir
    private static Path directory;

    private static SimulatedAzure azure;
    private static ResourceId machine;
    private static URI account;

    private final AtomicBoolean fence = new AtomicBoolean(true);
    /** The monotonic clock of the operator: it moves only here. */
    private final AtomicLong nanos = new AtomicLong();

    private AzureCloud opened;
    private Cloud cloud;
    private Credential owner;

    @BeforeAll
    static void start() {
        azure = SimulatedAzure.start(directory);
        machine = azure.createMachine("machine");
        try (AzureCloud ports = azure.cloud(Duration.ZERO)) {
            account = ports.ports()
                    .batchAccounts()
                    .get(azure.owner(), azure.createBatchAccount("render"))
                    .found()
                    .orElseThrow()
                    .endpoint();
        }
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @BeforeEach
    void open() {
        opened = new AzureCloud(
                azure.endpoints(),
                new PatientFence(fence::get),
                Duration.ZERO,
                Map.of(),
                Clock.systemUTC(),
                nanos::get);
        cloud = opened.ports();
        owner = azure.owner();
    }

    @AfterEach
    void close() {
        opened.close();
        azure.clearFaults();
    }

    @Test
    void behindAClosedFenceNoWriteOfAnyPlaneIsSent() {
        fence.set(false);
        long before = azure.lastSequence();

        Write stopped = cloud.virtualMachines().deallocate(owner, machine);
        Write deleted = cloud.batchPools().delete(owner, account, "pool");

        assertThat(List.of(stopped, deleted)).allSatisfy(write -> assertThat(trouble(write))
                .isInstanceOf(Trouble.Unavailable.class)
                .extracting(Trouble::code)
                .isEqualTo("NotLeader"));
        assertThat(azure.journal(before)).isEmpty();
        assertThat(cloud.virtualMachines().get(owner, machine).found()).isPresent();
    }

    @Test
    void aFenceThatClosesWhileTheTokenIsFetchedStillHoldsTheWriteBack() {
        AtomicInteger asked = new AtomicInteger();
        try (AzureCloud closing = new AzureCloud(
                azure.endpoints(),
                new PatientFence(() -> asked.incrementAndGet() == 1),
                Duration.ZERO,
                Map.of(),
                Clock.systemUTC(),
                nanos::get)) {
            long before = azure.lastSequence();

            Write write = closing.ports().virtualMachines().deallocate(owner, machine);

            assertThat(trouble(write).code()).isEqualTo("NotLeader");
            assertThat(azure.journal(before)).containsExactly("POST oauth2/token 200");
        }
    }

    @Test
    void afterAThrottleNothingIsSentInTheSubscriptionUntilAzureSaid() {
        azure.fault(
                "{'operation': 'virtualMachines GET'}",
                "{'type': 'status', 'status': 429, 'code': 'TooManyRequests', 'headers': {'Retry-After': '40'}}");
        assertThat(unread(cloud.virtualMachines().get(owner, machine)))
                .isInstanceOf(Trouble.Throttled.class)
                .satisfies(trouble -> assertThat(trouble.retryAfter()).contains(Duration.ofSeconds(40)));
        long before = azure.lastSequence();

        Trouble held = trouble(cloud.virtualMachines().deallocate(owner, machine));

        assertThat(held).isInstanceOf(Trouble.Throttled.class);
        assertThat(held.code()).isEqualTo(RateBudget.CODE);
        assertThat(held.retryAfter()).contains(Duration.ofSeconds(40));
        assertThat(azure.journal(before)).isEmpty();
        assertThat(cloud.batchPools().get(owner, account, "none").isAbsent()).isTrue();
        assertThat(cloud.virtualMachines().get(azure.reader(), machine).found()).isPresent();
        nanos.addAndGet(Duration.ofSeconds(41).toNanos());
        assertThat(cloud.virtualMachines().get(owner, machine).found()).isPresent();
    }

    @Test
    void computesOwnThrottleWithoutATimePausesToo() {
        azure.fault("{'operation': 'virtualMachines GET'}", """
                {'type': 'status', 'status': 429, 'body': {'error': {'code': 'OperationNotAllowed',
                  'message': 'The server rejected the request because too many requests have been received.',
                  'details': [{'code': 'TooManyRequests', 'target': 'HighCostGet', 'message': '{}'}]}}}""");

        assertThat(unread(cloud.virtualMachines().get(owner, machine)))
                .isInstanceOfSatisfying(Trouble.Throttled.class, throttled -> {
                    assertThat(throttled.code()).isEqualTo("OperationNotAllowed");
                    assertThat(throttled.retryAfter()).isEmpty();
                });

        assertThat(unread(cloud.virtualMachines().get(owner, machine)).code()).isEqualTo(RateBudget.CODE);
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(cloud.virtualMachines().get(owner, machine).found()).isPresent();
    }

    @Test
    void anOverloadedBatchServiceIsLeftAloneAsLongAsItAsked() {
        azure.fault(
                "{'listener': 'batch'}",
                "{'type': 'status', 'status': 503, 'code': 'ServerBusy', 'headers': {'Retry-After': '20'}}");
        assertThat(unread(cloud.batchPools().get(owner, account, "p"))).isInstanceOf(Trouble.Unavailable.class);
        long before = azure.lastSequence();

        assertThat(unread(cloud.batchPools().get(owner, account, "p")).code()).isEqualTo(RateBudget.CODE);

        assertThat(azure.journal(before)).isEmpty();
        assertThat(cloud.virtualMachines().get(owner, machine).found()).isPresent();
    }

    @Test
    void oneDecisionIsOneRequestWhateverComesBack() {
        for (String action : List.of(
                "{'type': 'status', 'status': 500, 'code': 'InternalError'}",
                "{'type': 'status', 'status': 503, 'code': 'ServerTimeout'}",
                "{'type': 'status', 'status': 408, 'code': 'RequestTimeout'}",
                "{'type': 'reset'}",
                "{'type': 'applyThenReset'}")) {
            azure.fault("{'operation': 'virtualMachines PATCH'}", action);
            azure.fault("{'listener': 'batch', 'method': 'DELETE'}", action);
            long before = azure.lastSequence();

            Trouble arm = trouble(
                    cloud.virtualMachines().replaceTags(owner, machine, Map.of("team", "render"), Optional.empty()));
            Trouble batch = trouble(cloud.batchPools().delete(owner, account, "nowhere"));

            assertThat(List.of(arm, batch)).as(action).allSatisfy(trouble -> assertThat(trouble)
                    .isInstanceOf(Trouble.Unavailable.class));
            assertThat(azure.journal(before).stream()
                            .map(line -> line.split(" ")[0])
                            .filter(method -> !method.equals("POST")))
                    .as(action)
                    .containsExactly("PATCH", "DELETE");
        }
    }

    @Test
    void anErrorPageThatIsNoJsonIsToldByItsStatus() {
        String page = "{'type': 'status', 'status': 502, 'body': '<html>Bad Gateway</html>'}";
        azure.fault("{'operation': 'virtualMachines GET'}", page);
        azure.fault("{'listener': 'batch'}", page);

        Trouble arm = unread(cloud.virtualMachines().get(owner, machine));
        Trouble batch = unread(cloud.batchPools().get(owner, account, "p"));

        assertThat(List.of(arm, batch)).allSatisfy(trouble -> {
            assertThat(trouble).isInstanceOf(Trouble.Unavailable.class);
            assertThat(trouble.code()).isEqualTo("Http502");
        });
    }

    @Test
    void aListThatIsNotThereIsNotAnEmptyList() {
        azure.fault("{'listener': 'batch'}", "{'type': 'status', 'status': 404, 'code': 'AccountNotFound'}");

        assertThat(cloud.batchPools().get(owner, account, "p"))
                .isInstanceOfSatisfying(Reading.Absent.class, absent -> assertThat(absent.code())
                        .isEqualTo("AccountNotFound"));
    }

    @Test
    void whereNobodyListensAzureIsUnavailable() {
        AzureEndpoints there = azure.endpoints();
        AzureEndpoints nowhere = new AzureEndpoints(
                there.authorityHost(),
                URI.create("https://127.0.0.1:1"),
                there.resourceManagerAudience(),
                there.batchAudience(),
                there.storageAudience(),
                there.certificateAuthority());

        assertThat(seen(nowhere)).isInstanceOf(Trouble.Unavailable.class);
    }

    @Test
    void aServerOfAnUnknownAuthorityIsNotTalkedTo() {
        AzureEndpoints there = azure.endpoints();
        AzureEndpoints untrusted = new AzureEndpoints(
                there.authorityHost(),
                there.resourceManager(),
                there.resourceManagerAudience(),
                there.batchAudience(),
                there.storageAudience(),
                Optional.empty());
        long before = azure.lastSequence();

        assertThat(seen(untrusted)).isInstanceOf(Trouble.Unavailable.class);
        assertThat(azure.journal(before)).isEmpty();
    }

    @Test
    void aRefusedTokenIsAskedForAnew() {
        assertThat(cloud.virtualMachines().get(owner, machine).found()).isPresent();
        azure.fault(
                "{'operation': 'virtualMachines GET'}",
                "{'type': 'status', 'status': 401, 'code': 'InvalidAuthenticationToken'}");
        assertThat(unread(cloud.virtualMachines().get(owner, machine))).isInstanceOf(Trouble.Unauthenticated.class);
        long before = azure.lastSequence();

        assertThat(cloud.virtualMachines().get(owner, machine).found()).isPresent();

        assertThat(azure.journal(before)).first().isEqualTo("POST oauth2/token 200");
    }

    @Test
    void soIsATokenThatBatchRefusesWithA403() {
        assertThat(cloud.batchPools().get(owner, account, "p").isAbsent()).isTrue();
        azure.fault("{'listener': 'batch'}", "{'type': 'status', 'status': 403, 'code': 'AuthenticationFailed'}");
        assertThat(unread(cloud.batchPools().get(owner, account, "p"))).isInstanceOf(Trouble.Unauthenticated.class);
        long before = azure.lastSequence();

        assertThat(cloud.batchPools().get(owner, account, "p").isAbsent()).isTrue();

        assertThat(azure.journal(before)).first().isEqualTo("POST oauth2/token 200");
    }

    @Test
    void aMissingRightIsNoReasonToSignInAgain() {
        assertThat(cloud.virtualMachines().get(owner, machine).found()).isPresent();
        azure.fault(
                "{'operation': 'virtualMachines GET'}",
                "{'type': 'status', 'status': 403, 'code': 'AuthorizationFailed'}");
        assertThat(unread(cloud.virtualMachines().get(owner, machine))).isInstanceOf(Trouble.Denied.class);
        long before = azure.lastSequence();

        assertThat(cloud.virtualMachines().get(owner, machine).found()).isPresent();

        assertThat(azure.journal(before)).noneMatch(line -> line.contains("token"));
    }

    private Trouble seen(AzureEndpoints endpoints) {
        try (AzureCloud elsewhere =
                new AzureCloud(endpoints, PatientFence.OPEN, Duration.ZERO, Map.of(), Clock.systemUTC(), nanos::get)) {
            return unread(elsewhere.ports().virtualMachines().get(owner, machine));
        }
    }

    private static Trouble unread(Reading<?> reading) {
        return reading.unread().orElseThrow(() -> new AssertionError("read: " + reading));
    }

    private static Trouble trouble(Write write) {
        return write instanceof Write.Refused(Trouble trouble) ? trouble : fail(write);
    }

    private static Trouble fail(Write write) {
        throw new AssertionError("taken: " + write);
    }
}
