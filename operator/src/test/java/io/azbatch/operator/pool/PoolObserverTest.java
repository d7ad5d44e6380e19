package io.azbatch.operator.pool;

import static io.azbatch.operator.pool.Given.NOW;
import static io.azbatch.operator.pool.Given.V1;
import static io.azbatch.operator.pool.Given.V2;
import static io.azbatch.operator.pool.Given.thePool;
import static io.azbatch.operator.pool.Given.thePoolThere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azbatch.api.v1beta1.BatchPool;
import io.azbatch.api.v1beta1.BatchPoolSpec;
import io.azbatch.api.v1beta1.BatchPoolSpec.Image;
import io.azbatch.api.v1beta1.BatchPoolStatus;
import io.azbatch.operator.cloud.BatchAccounts;
import io.azbatch.operator.cloud.BatchJobs;
import io.azbatch.operator.cloud.BatchPools;
import io.azbatch.operator.cloud.Blobs;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Disks;
import io.azbatch.operator.cloud.Galleries;
import io.azbatch.operator.cloud.ManagedImages;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.StorageAccounts;
import io.azbatch.operator.cloud.VirtualMachines;
import io.azbatch.operator.cloud.VmSizes;
import io.azbatch.operator.control.Credentials;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How much of Azure a pass reads: no further than the answer can matter. */
final class PoolObserverTest {

    private static final String VERSION = V1.toString();
    private static final String NEWER = V2.toString();
    private static final String DEFINITION = Given.DEFINITION.toString();

    @ParameterizedTest(name = "{0}: {5}")
    @MethodSource
    void reads(
            String situation, Given azure, String galleryImageId, String policy, boolean deleting, List<String> reads) {
        Ports ports = new Ports(azure.snapshot(), ImageCheckTest.GOOD, List.of());
        BatchPool pool = pool(azure.spec(), "render-1", galleryImageId, policy, deleting);
        pool.setStatus(bootsFrom(VERSION));
        observer(ports).observe(pool, Optional.empty());
        assertThat(ports.asked).isEqualTo(reads);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void seesOfTheAccount(
            String situation, @Nullable String poolId, List<BatchPools.Pool> account, Optional<String> seen) {
        Ports ports = new Ports(thePool().snapshot(), ImageCheckTest.GOOD, account);
        PoolSnapshot snapshot =
                observer(ports).observe(pool(thePool().spec(), poolId, VERSION, "manage", false), Optional.empty());
        assertThat(snapshot.pool().found().map(BatchPools.Pool::id)).isEqualTo(seen);
        assertThat(snapshot.poolId())
                .isEqualTo(seen.or(() -> Optional.ofNullable(poolId)).orElse(PoolTargets.derivedId("render", "uid-1")));
    }

    static Stream<Arguments> seesOfTheAccount() {
        BatchPools.Pool ours = there("render-0a1b2c3d", Given.OWNER.owner());
        BatchPools.Pool oursToo = there("render-9f8e7d6c", Given.OWNER.owner());
        BatchPools.Pool theirs = there("render-00000000", Given.SOMEBODY.owner());
        return Stream.of(
                arguments("nothing", null, List.of(), Optional.empty()),
                arguments("a pool of somebody else", null, List.of(theirs), Optional.empty()),
                arguments(
                        "the pool that was made before a restore of the cluster gave the object another UID",
                        null,
                        List.of(theirs, ours),
                        Optional.of("render-0a1b2c3d")),
                arguments("two of them", null, List.of(oursToo, ours), Optional.of("render-0a1b2c3d")),
                arguments("with an id of its own", "render-1", List.of(ours), Optional.empty()));
    }

    private static BatchPools.Pool there(String id, String owner) {
        return new Given.Pool()
                .id(id)
                .metadata(Map.of(OwnerMark.OWNER, owner, OwnerMark.UID, "uid-before"))
                .build();
    }

    @Test
    void whereTheImageCameFromIsReadUntilTheStatusSaysSo() {
        Ports ports = new Ports(thePoolThere().snapshot(), ImageCheckTest.GOOD, List.of());
        PoolSnapshot seen = observer(ports)
                .observe(pool(thePoolThere().spec(), "render-1", VERSION, "manage", false), Optional.empty());
        assertThat(ports.asked).isEqualTo(List.of("account", "pool", "version", "definition", "nodeCounts"));
        assertThat(seen.image()).isInstanceOfSatisfying(Resolved.class, image -> assertThat(image.machine())
                .isEqualTo(version().sourceId())
                .isPresent());
    }

    @Test
    void aVersionThatIsGoneIsNoTroubleForAPoolThatBootsFromIt() {
        Ports ports = new Ports(thePoolThere().snapshot(), new Reading.Absent<>("NotFound", "no"), List.of());
        PoolSnapshot seen = observer(ports)
                .observe(pool(thePoolThere().spec(), "render-1", VERSION, "manage", false), Optional.empty());
        assertThat(seen.image()).isEqualTo(Resolved.of(V1));
    }

    private static PoolObserver observer(Ports ports) {
        return new PoolObserver(
                ports.cloud(),
                new Credentials((namespace, name) -> Optional.empty(), Set.of("team")),
                ResizeBudget.of(Duration.ofSeconds(15)),
                "cluster-1",
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static BatchPoolStatus bootsFrom(String version) {
        return new BatchPoolStatus(
                1L,
                List.of(),
                null,
                "render",
                version,
                "Gallery",
                new BatchPoolStatus.ImageOrigin(null, "1.0.0", null),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null);
    }

    static Stream<Arguments> reads() {
        return Stream.of(
                arguments(
                        "at rest", thePoolThere(), VERSION, "manage", false, List.of("account", "pool", "nodeCounts")),
                arguments(
                        "at rest with the newest of a definition",
                        thePoolThere(),
                        DEFINITION,
                        "manage",
                        false,
                        List.of("account", "pool", "versions", "nodeCounts")),
                arguments(
                        "a newer image waits",
                        thePoolThere(),
                        NEWER,
                        "manage",
                        false,
                        List.of("account", "pool", "version", "definition", "nodeCounts")),
                arguments(
                        "to be made",
                        thePool(),
                        VERSION,
                        "manage",
                        false,
                        List.of("account", "pool", "version", "definition", "supportedImages")),
                arguments(
                        "no account",
                        thePool().account(new Reading.Absent<>("AccountNotFound", "no")),
                        VERSION,
                        "manage",
                        false,
                        List.of("account")),
                arguments(
                        "an account that is being made",
                        thePool().account(Reading.present(Given.account("Creating"))),
                        VERSION,
                        "manage",
                        false,
                        List.of("account")),
                arguments(
                        "deleting",
                        thePoolThere(),
                        VERSION,
                        "manage",
                        true,
                        List.of("account", "pool", "unfinished", "activeSchedules")),
                arguments(
                        "deleting without regard to jobs",
                        thePoolThere().ignoringJobs(),
                        VERSION,
                        "manage",
                        true,
                        List.of("account", "pool")),
                arguments(
                        "deleting what is on its way out",
                        thePoolThere().there(there -> there.deleting()),
                        VERSION,
                        "manage",
                        true,
                        List.of("account", "pool")),
                arguments(
                        "deleting beside somebody's pool",
                        thePoolThere().there(there -> there.metadata(Map.of())),
                        VERSION,
                        "manage",
                        true,
                        List.of("account", "pool")),
                arguments(
                        "deleting from an account on its way out",
                        thePoolThere()
                                .account(Reading.present(Given.account("Deleting")))
                                .there(there -> there),
                        VERSION,
                        "manage",
                        true,
                        List.of("account", "pool", "unfinished", "activeSchedules")),
                arguments("deleting, detached", thePoolThere(), VERSION, "detach-on-delete", true, List.of()),
                arguments(
                        "observed",
                        thePoolThere(),
                        VERSION,
                        "observe",
                        false,
                        List.of("account", "pool", "nodeCounts")));
    }

    private static Galleries.Version version() {
        return ImageCheckTest.GOOD.found().orElseThrow();
    }

    private static BatchPool pool(
            BatchPoolSpec spec, @Nullable String poolId, String galleryImageId, String policy, boolean deleting) {
        BatchPool pool = new BatchPool();
        pool.setMetadata(new ObjectMetaBuilder()
                .withNamespace("team")
                .withName("render")
                .withUid("uid-1")
                .withGeneration(1L)
                .withAnnotations(Map.of("azbatch.io/reconcile-policy", policy))
                .withDeletionTimestamp(deleting ? NOW.toString() : null)
                .build());
        pool.setSpec(new BatchPoolSpec(
                spec.account(),
                null,
                poolId,
                null,
                new Image(null, galleryImageId),
                spec.nodeAgentSku(),
                spec.vmSize(),
                spec.scale(),
                spec.metadata(),
                spec.resourceTags(),
                spec.deletion()));
        return pool;
    }

    /** Ports that answer from a situation and note what they were asked; anything else is not expected. */
    private static final class Ports {

        private final List<String> asked = new ArrayList<>();
        private final PoolSnapshot azure;
        private final Reading<Galleries.Version> version;
        private final List<BatchPools.Pool> pools;

        /**
         * @param version whichever is asked for
         * @param pools all that the account has
         */
        Ports(PoolSnapshot azure, Reading<Galleries.Version> version, List<BatchPools.Pool> pools) {
            this.azure = azure;
            this.version = version;
            this.pools = pools;
        }

        Cloud cloud() {
            return new Cloud(
                    port(VirtualMachines.class, Map.of()),
                    port(Disks.class, Map.of()),
                    port(VmSizes.class, Map.of()),
                    port(
                            Galleries.class,
                            Map.of(
                                    "versions", Reading.present(List.of(version())),
                                    "version", version,
                                    "definition", Reading.present(definition()))),
                    port(ManagedImages.class, Map.of()),
                    port(StorageAccounts.class, Map.of()),
                    port(Blobs.class, Map.of()),
                    port(BatchAccounts.class, Map.of("get", azure.account())),
                    port(
                            BatchPools.class,
                            Map.of(
                                    "get", azure.pool(),
                                    "list", Reading.present(pools),
                                    "nodeCounts", azure.nodeCounts(),
                                    "supportedImages", azure.supportedImages())),
                    port(BatchJobs.class, Map.of("unfinished", azure.jobs(), "activeSchedules", azure.schedules())));
        }

        private <T> T port(Class<T> type, Map<String, Reading<?>> answers) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        String get = type == BatchAccounts.class ? "account" : "pool";
                        asked.add(method.getName().equals("get") ? get : method.getName());
                        return Optional.ofNullable(answers.get(method.getName()))
                                .orElseThrow();
                    }));
        }

        private static Galleries.Definition definition() {
            return ImageCheckTest.GENERALIZED.found().orElseThrow();
        }
    }
}
