package io.azbatch.operator.pool;

import static io.azbatch.operator.pool.Given.DEFINITION;
import static io.azbatch.operator.pool.Given.MACHINE;
import static io.azbatch.operator.pool.Given.UBUNTU;
import static io.azbatch.operator.pool.Given.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.Galleries.Replica;
import io.azbatch.operator.cloud.Galleries.Target;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.control.BaseImageTags;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether Batch can boot a version, for an account in West Europe. */
final class ImageCheckTest {

    private static final Region WEST_EUROPE = new Region("West Europe");
    static final Reading<Version> GOOD = version("Succeeded", "westeurope", replica("Completed", 100));
    static final Reading<Definition> GENERALIZED = definition("Generalized");
    private static final Trouble DENIED = new Trouble.Denied("AuthorizationFailed", "no");

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource
    void says(String situation, Reading<Version> version, Reading<Definition> definition, String expected) {
        assertThat(told(ImageCheck.of(Resolved.of(V1), version, definition, WEST_EUROPE)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> says() {
        return Stream.of(
                arguments("all is well", GOOD, GENERALIZED, "resolved"),
                arguments(
                        "version missing",
                        new Reading.Absent<>("ResourceNotFound", "no"),
                        GENERALIZED,
                        "Blocked ImageNotFound"),
                arguments("version unread", new Reading.Unread<>(DENIED), GENERALIZED, "unread"),
                arguments("definition unread", GOOD, new Reading.Unread<>(DENIED), "unread"),
                arguments(
                        "definition missing",
                        GOOD,
                        new Reading.Absent<>("ResourceNotFound", "no"),
                        "Blocked ImageNotFound"),
                arguments("specialized", GOOD, definition("Specialized"), "Blocked ImageNotUsable"),
                arguments("being made", version("Creating", "westeurope"), GENERALIZED, "Working ImageNotUsable"),
                arguments(
                        "being changed",
                        version("Updating", "westeurope", replica("Completed", 100)),
                        GENERALIZED,
                        "Working ImageNotUsable"),
                arguments("failed", version("Failed", "westeurope"), GENERALIZED, "Blocked ImageNotUsable"),
                arguments("on its way out", version("Deleting", "westeurope"), GENERALIZED, "Blocked ImageNotUsable"),
                arguments(
                        "made, and not replicated for this region",
                        version("Succeeded", "northeurope"),
                        GENERALIZED,
                        "Blocked ImageNotReplicated"),
                arguments(
                        "replication has not begun",
                        version("Succeeded", "westeurope"),
                        GENERALIZED,
                        "Working ImageNotReplicated"),
                arguments(
                        "replication goes on",
                        version("Succeeded", "westeurope", replica("Replicating", 40)),
                        GENERALIZED,
                        "Working ImageNotReplicated"),
                arguments(
                        "replication failed",
                        version("Succeeded", "westeurope", replica("Failed", 40)),
                        GENERALIZED,
                        "Blocked ImageNotReplicated"));
    }

    @Test
    void theGalleryTellsWhatTheImageIs() {
        assertThat(ImageCheck.of(Resolved.of(V1), GOOD, GENERALIZED, WEST_EUROPE))
                .isEqualTo(new Resolved(
                        V1, Optional.of(UBUNTU), Optional.of(OsType.Linux), Optional.empty(), Optional.of(MACHINE)));
    }

    private static String told(ImageResolution resolution) {
        return switch (resolution) {
            case Resolved resolved -> "resolved";
            case ImageResolution.Unresolved(Standing standing) ->
                standing.getClass().getSimpleName() + " " + standing.reason();
            case ImageResolution.Awaited awaited -> "awaited";
            case ImageResolution.Unread unread -> "unread";
        };
    }

    private static Replica replica(String state, int progress) {
        return new Replica(new Region("westeurope"), state, progress, Optional.empty());
    }

    private static Reading<Version> version(String state, String target, Replica... replicas) {
        return Reading.present(new Version(
                V1,
                new Region("northeurope"),
                state,
                Optional.of(MACHINE),
                Optional.empty(),
                List.of(new Target(new Region(target), 1, Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                List.of(replicas),
                Optional.empty(),
                false,
                BaseImageTags.of(UBUNTU)));
    }

    private static Reading<Definition> definition(String osState) {
        return Reading.present(new Definition(
                DEFINITION,
                new Region("northeurope"),
                "Succeeded",
                OsType.Linux,
                osState,
                HyperVGeneration.V2,
                "x64",
                Optional.empty(),
                Optional.empty(),
                Map.of()));
    }
}
