package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Galleries;
import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.Galleries.NewDefinition;
import io.azbatch.operator.cloud.Galleries.NewVersion;
import io.azbatch.operator.cloud.Galleries.Replica;
import io.azbatch.operator.cloud.Galleries.Target;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.Galleries.VersionUpdate;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.ImageSource;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.PurchasePlan;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.VirtualMachines;
import io.azbatch.operator.cloud.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AzureGalleriesTest {

    private static final Region WEST = new Region("westeurope");
    private static final Region NORTH = new Region("northeurope");

    @TempDir
    private static Path directory;

    private static SimulatedAzure azure;
    private static AzureCloud cloud;
    private static Credential owner;
    private static Galleries galleries;
    private static ResourceId machine;

    @BeforeAll
    static void start() {
        azure = SimulatedAzure.start(directory);
        cloud = azure.cloud(Duration.ZERO);
        owner = azure.owner();
        galleries = cloud.ports().galleries();
        machine = azure.createMachine("source");
        VirtualMachines machines = cloud.ports().virtualMachines();
        machines.deallocate(owner, machine);
        azure.advance(Duration.ofMinutes(5));
        machines.generalize(owner, machine);
    }

    @AfterAll
    static void stop() {
        cloud.close();
        azure.close();
    }

    @Test
    void aGalleryIsMadeWithItsTags() {
        ResourceId id = azure.gallery("made");
        assertThat(galleries.gallery(owner, id))
                .isInstanceOfSatisfying(Reading.Absent.class, absent -> assertThat(absent.code())
                        .isEqualTo("ResourceNotFound"));

        assertThat(galleries.createGallery(owner, id, WEST, Map.of("owner", "me")))
                .isEqualTo(Write.accepted());
        azure.advance(Duration.ofSeconds(10));

        assertThat(galleries.gallery(owner, id).found())
                .contains(new Galleries.Gallery(id, WEST, "Succeeded", Map.of("owner", "me")));
    }

    @Test
    void aDefinitionIsReadAsItWasMade() {
        ResourceId id = gallery("defined").child("images", "render");
        PurchasePlan plan = new PurchasePlan("p", "acme", "render");

        assertThat(galleries.createDefinition(
                        owner,
                        id,
                        new NewDefinition(
                                WEST,
                                OsType.Linux,
                                HyperVGeneration.V2,
                                "x64",
                                "acme",
                                "render",
                                "v1",
                                Map.of("SecurityType", "TrustedLaunchSupported"),
                                Optional.of(plan),
                                Map.of("owner", "me"))))
                .isEqualTo(Write.accepted());
        azure.advance(Duration.ofSeconds(10));

        assertThat(galleries.definition(owner, id).found())
                .contains(new Definition(
                        id,
                        WEST,
                        "Succeeded",
                        OsType.Linux,
                        "Generalized",
                        HyperVGeneration.V2,
                        "x64",
                        Optional.of("TrustedLaunchSupported"),
                        Optional.of(plan),
                        Map.of("owner", "me")));
    }

    @Test
    void aVersionIsSeenFromCreatingUntilReplicatedEverywhere() {
        ResourceId id = definition("replicated").child("versions", "2026.1102.1");
        Instant endOfLife = Instant.parse("2027-12-01T00:00:00Z");

        assertThat(galleries.createVersion(
                        owner,
                        id,
                        new NewVersion(
                                WEST,
                                new ImageSource.Machine(machine),
                                "Full",
                                List.of(
                                        new Target(WEST, 1, Optional.of("Standard_LRS")),
                                        new Target(NORTH, 2, Optional.empty())),
                                Optional.of(endOfLife),
                                Map.of("owner", "me"))))
                .isEqualTo(Write.accepted());
        Version creating = galleries.version(owner, id).found().orElseThrow();
        assertThat(creating.provisioningState()).isEqualTo("Creating");
        assertThat(creating.replication()).extracting(Replica::state).doesNotContain("Completed");

        azure.advance(Duration.ofMinutes(30));
        Version done = galleries.version(owner, id).found().orElseThrow();

        assertThat(done.provisioningState()).isEqualTo("Succeeded");
        assertThat(done.sourceId()).contains(machine);
        assertThat(done.tags()).isEqualTo(Map.of("owner", "me"));
        assertThat(done.endOfLife()).contains(endOfLife);
        assertThat(done.publishedAt()).isPresent();
        assertThat(done.excludedFromLatest()).isFalse();
        assertThat(done.failure()).isEmpty();
        assertThat(done.targets())
                .extracting(Target::region, Target::replicaCount)
                .containsExactly(tuple(WEST, 1), tuple(NORTH, 2));
        assertThat(done.replication())
                .containsExactly(
                        new Replica(WEST, "Completed", 100, Optional.empty()),
                        new Replica(NORTH, "Completed", 100, Optional.empty()));
    }

    @Test
    void theListOfVersionsIsFollowedOverAllPages() {
        ResourceId definition = definition("paged");
        for (int i = 1; i <= 3; i++) {
            create(definition.child("versions", "1.0." + i));
        }
        azure.set("pageSize", 2);
        try {
            List<Version> versions =
                    galleries.versions(owner, definition).found().orElseThrow();
            assertThat(versions).extracting(version -> version.id().name()).containsExactly("1.0.1", "1.0.2", "1.0.3");
            assertThat(versions)
                    .allSatisfy(version -> assertThat(version.replication()).isEmpty());
        } finally {
            azure.set("pageSize", 50);
        }
    }

    @Test
    void versionsOfAMissingDefinitionAreAbsent() {
        assertThat(galleries
                        .versions(owner, gallery("empty").child("images", "none"))
                        .isAbsent())
                .isTrue();
    }

    @Test
    void aVersionGetsMoreRegionsAndKeepsTheRest() {
        ResourceId id = definition("grown").child("versions", "1.0.0");
        create(id);
        azure.advance(Duration.ofMinutes(30));

        assertThat(galleries.updateVersion(
                        owner,
                        id,
                        new VersionUpdate(
                                WEST,
                                List.of(new Target(WEST, 1, Optional.empty()), new Target(NORTH, 1, Optional.empty())),
                                Optional.empty())))
                .isEqualTo(Write.accepted());
        assertThat(galleries.version(owner, id).found().orElseThrow().provisioningState())
                .isEqualTo("Updating");
        azure.advance(Duration.ofMinutes(30));

        Version seen = galleries.version(owner, id).found().orElseThrow();
        assertThat(seen.replication()).extracting(Replica::region).containsExactly(WEST, NORTH);
        assertThat(seen.sourceId()).contains(machine);
        assertThat(seen.tags()).isEqualTo(Map.of("made", "by test"));
    }

    @Test
    void aFailedVersionTellsWhyAsItsOperationDid() {
        ResourceId id = definition("failed").child("versions", "1.0.0");
        azure.fault(
                "{'method': 'PUT', 'path': 'failed/images/render/versions/1.0.0'}",
                "{'type': 'failOperation', 'code': 'GalleryReplicationFailed', 'message': 'Replication jobs failed.'}");
        create(id);
        azure.advance(Duration.ofMinutes(30));

        Version failed = galleries.version(owner, id).found().orElseThrow();

        assertThat(failed.provisioningState()).isEqualTo("Failed");
        assertThat(failed.failure()).contains("GalleryReplicationFailed: Replication jobs failed.");
    }

    @Test
    void aDeletedVersionIsSeenGoingAndGone() {
        ResourceId id = definition("deleted").child("versions", "1.0.0");
        create(id);
        azure.advance(Duration.ofMinutes(30));

        assertThat(galleries.deleteVersion(owner, id)).isEqualTo(Write.accepted());
        assertThat(galleries.version(owner, id).found().orElseThrow().provisioningState())
                .isEqualTo("Deleting");
        azure.advance(Duration.ofMinutes(10));

        assertThat(galleries.version(owner, id).isAbsent()).isTrue();
        assertThat(galleries.deleteVersion(owner, id)).isEqualTo(Write.accepted());
    }

    @Test
    void aDefinitionOfAnotherGenerationRefusesTheVersionForGood() {
        ResourceId definition = gallery("old").child("images", "render");
        define(definition, HyperVGeneration.V1);

        Write refused = galleries.createVersion(owner, definition.child("versions", "1.0.0"), newVersion());

        assertThat(refused).isInstanceOfSatisfying(Write.Refused.class, answer -> assertThat(answer.trouble())
                .isInstanceOf(Trouble.Invalid.class));
    }

    private static ResourceId gallery(String name) {
        ResourceId id = azure.gallery(name);
        galleries.createGallery(owner, id, WEST, Map.of());
        azure.advance(Duration.ofSeconds(10));
        return id;
    }

    private static ResourceId definition(String galleryName) {
        ResourceId id = gallery(galleryName).child("images", "render");
        define(id, HyperVGeneration.V2);
        return id;
    }

    private static void define(ResourceId id, HyperVGeneration generation) {
        NewDefinition definition = new NewDefinition(
                WEST, OsType.Linux, generation, "x64", "acme", "render", "v1", Map.of(), Optional.empty(), Map.of());
        assertThat(galleries.createDefinition(owner, id, definition)).isEqualTo(Write.accepted());
        azure.advance(Duration.ofSeconds(10));
    }

    private static void create(ResourceId id) {
        assertThat(galleries.createVersion(owner, id, newVersion())).isEqualTo(Write.accepted());
    }

    private static NewVersion newVersion() {
        return new NewVersion(
                WEST,
                new ImageSource.Machine(machine),
                "Full",
                List.of(new Target(WEST, 1, Optional.empty())),
                Optional.empty(),
                Map.of("made", "by test"));
    }
}
