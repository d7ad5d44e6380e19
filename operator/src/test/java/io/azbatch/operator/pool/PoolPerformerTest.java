package io.azbatch.operator.pool;

import static io.azbatch.operator.pool.Given.ENDPOINT;
import static io.azbatch.operator.pool.Given.OWNER;
import static io.azbatch.operator.pool.Given.QUOTA;
import static io.azbatch.operator.pool.Given.thePool;
import static io.azbatch.operator.pool.Given.thePoolThere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.operator.cloud.BatchPools;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.Write;
import io.azbatch.operator.control.Outcome;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each step sends, and that nothing else is sent. */
final class PoolPerformerTest {

    private static final BatchPools.Resize TO_FIVE =
            new BatchPools.Resize(5, 0, Duration.ofMinutes(15), "taskcompletion");
    private static final BatchPools.Resize TO_THREE =
            new BatchPools.Resize(3, 0, Duration.ofMinutes(15), "taskcompletion");

    private final List<List<Object>> sent = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sends(String what, Given given, List<Object> expected) {
        assertThat(perform(given, Write.accepted())).isEqualTo(new Outcome.Taken());
        assertThat(sent).containsExactly(expected);
    }

    static Stream<Arguments> sends() {
        return Stream.of(
                arguments("resize", thePoolThere().replicas(5), List.of("resize", "render-1", TO_FIVE, "0x1")),
                arguments(
                        "resize once more",
                        thePoolThere()
                                .there(pool -> pool.current(1, 0).failed(QUOTA))
                                .retried(2, "2026-11-23T09:59:00Z", "0x1"),
                        List.of("resize", "render-1", TO_THREE, "0x1")),
                arguments(
                        "autoscale off",
                        thePoolThere().there(pool -> pool.autoscale()),
                        List.of("disableAutoscale", "render-1")),
                arguments(
                        "metadata back",
                        thePoolThere().there(pool -> pool.metadata(OWNER.tags())),
                        List.of("replaceMetadata", "render-1", metadata(), "0x1")),
                arguments(
                        "mark taken off",
                        thePoolThere().deleting(DeletionPolicy.Retain),
                        List.of("replaceMetadata", "render-1", Map.of("team", "render"), "0x1")),
                arguments("delete", thePoolThere().deleting(DeletionPolicy.Delete), List.of("delete", "render-1")));
    }

    @Test
    void createsThePoolAsDeclared() {
        perform(thePool().spot(new IntOrString(1)).displayName("night shift"), Write.accepted());
        assertThat(sent)
                .containsExactly(List.of(
                        "create",
                        new BatchPools.NewPool(
                                "render-1",
                                Optional.of("night shift"),
                                "Standard_D2s_v5",
                                Given.V1,
                                Given.UBUNTU_AGENT,
                                2,
                                1,
                                Duration.ofMinutes(15),
                                metadata(),
                                Map.of())));
    }

    @Test
    void sendsNothingAtRest() {
        assertThat(perform(thePoolThere(), Write.accepted())).isEqualTo(new Outcome.Nothing());
        assertThat(sent).isEmpty();
    }

    @Test
    void deletingWhatIsGoneIsDone() {
        Write gone = new Write.Refused(new Trouble.NotFound("PoolNotFound", "no"));
        assertThat(perform(thePoolThere().deleting(DeletionPolicy.Delete), gone))
                .isEqualTo(new Outcome.Taken());
        assertThat(perform(thePoolThere().deleting(DeletionPolicy.Retain), gone))
                .isEqualTo(new Outcome.Taken());
    }

    @Test
    void troubleIsHandedOn() {
        Trouble throttled = new Trouble.Throttled("TooManyRequests", "no", Optional.empty());
        assertThat(perform(thePool(), new Write.Refused(throttled))).isEqualTo(new Outcome.Refused(throttled));
    }

    private static Map<String, String> metadata() {
        return thePool().snapshot().targets().metadata();
    }

    private Outcome perform(Given given, Write answer) {
        PoolSnapshot snapshot = given.snapshot();
        return new PoolPerformer(port(answer)).perform(PoolDecision.decide(snapshot), snapshot.access());
    }

    /** A port that notes what is sent, without the credential and the endpoint, which must be the account's. */
    private BatchPools port(Write answer) {
        return (BatchPools) Proxy.newProxyInstance(
                BatchPools.class.getClassLoader(), new Class<?>[] {BatchPools.class}, (proxy, method, arguments) -> {
                    assertThat(arguments[1]).isEqualTo(ENDPOINT);
                    List<Object> call = new ArrayList<>(List.of(method.getName()));
                    call.addAll(Arrays.asList(arguments).subList(2, arguments.length));
                    sent.add(call);
                    return answer;
                });
    }
}
