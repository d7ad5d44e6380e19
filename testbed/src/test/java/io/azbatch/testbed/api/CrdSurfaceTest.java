package io.azbatch.testbed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.testbed.Repository;
import io.azbatch.testbed.Testbed;
import io.azbatch.testbed.kubernetes.ControlPlane;
import io.azbatch.testbed.kubernetes.Kubectl;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The kinds as people meet them: kubectl, the scale subresource, what is filled in and what is dropped. */
@ExtendWith(Testbed.Extension.class)
final class CrdSurfaceTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final String NAMESPACE = "surface";

    private static ControlPlane controlPlane;
    private static Kubectl kubectl;
    private static ApiServer images;
    private static ApiServer pools;

    @BeforeAll
    static void start(Testbed testbed) {
        controlPlane = testbed.controlPlane();
        controlPlane.makeNamespace(NAMESPACE);
        kubectl = controlPlane.kubectl();
        images = new ApiServer(controlPlane.client(), NAMESPACE, "customimages");
        pools = new ApiServer(controlPlane.client(), NAMESPACE, "batchpools");
    }

    @Test
    void theSamplesAreAccepted() throws IOException {
        controlPlane.makeNamespace("render");
        for (Path sample : samples()) {
            String applied = kubectl.run("apply", "--server-side", "--dry-run=server", "-f", sample.toString());
            assertThat(applied).contains("serverside-applied (server dry run)").doesNotContain("Warning");
        }
    }

    /** Every object of the two kinds that the samples have, also those in folders. */
    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(Repository.find().samples())) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !Set.of("kustomization.yaml", "namespace.yaml")
                            .contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThan(5);
            return found;
        }
    }

    @Test
    void aNewObjectWasNotSeenYet() {
        for (ApiServer server : List.of(images, pools)) {
            ObjectNode created = create(server, "new");
            assertThat(created.get("status")).isEqualTo(yaml("{observedGeneration: -1}"));
            server.delete(created);
        }
    }

    @Test
    void aStatusInASpecManifestIsNotTaken() {
        ObjectNode manifest = manifest("customimage", "own-status");
        manifest.set("status", yaml("{observedGeneration: 7}"));
        ObjectNode created = images.create(manifest);
        assertThat(created.get("status")).isEqualTo(yaml("{observedGeneration: -1}"));
        images.delete(created);
    }

    @Test
    void whatIsLeftOutOfAnImageIsFilledIn() {
        ObjectNode manifest = manifest("customimage", "defaults");
        ObjectNode patched = Patches.patched(
                manifest, yaml("{spec: {deletionPolicy: null, save: {gallery: {create: null, targetRegions: null}}}}"));
        ObjectNode created = images.create(patched);
        assertThat(created.at("/spec/deletionPolicy").textValue()).isEqualTo("Retain");
        JsonNode gallery = created.at("/spec/save/gallery");
        assertThat(gallery.get("create").booleanValue()).isFalse();
        assertThat(gallery.get("version").textValue()).isEqualTo("auto");
        assertThat(gallery.get("replicaCount").intValue()).isOne();
        assertThat(gallery.get("replicationMode").textValue()).isEqualTo("Full");
        assertThat(gallery.has("targetRegions")).isFalse();
        images.delete(created);
    }

    @Test
    void whatIsLeftOutOfAPoolIsFilledIn() {
        ObjectNode created = pools.create(Patches.patched(
                manifest("batchpool", "defaults"), yaml("{spec: {deletion: null, scale: {fixed: {replicas: null}}}}")));
        assertThat(created.at("/spec/deletion")).isEqualTo(yaml("{policy: Delete, jobs: Wait}"));
        assertThat(created.at("/spec/nodeAgentSku").textValue()).isEqualTo("auto");
        assertThat(created.at("/spec/scale/fixed"))
                .isEqualTo(yaml("{replicas: 0, spot: 1, resizeTimeout: 15m, nodeDeallocationOption: TaskCompletion}"));
        pools.delete(created);
    }

    @Test
    void replicasAreScaledToNoneAndBackWhileSpotIsANumber() {
        ObjectNode created = create(pools, "scaled");
        assertThat(replicas("scaled")).isEqualTo(3);
        for (int wanted : new int[] {0, 5}) {
            run("scale", "bpool/scaled", "--replicas=" + wanted);
            assertThat(replicas("scaled")).isEqualTo(wanted);
            assertThat(pools.get("scaled").at("/spec/scale/fixed/spot").intValue())
                    .isOne();
        }
        pools.delete(created);
    }

    @Test
    void theScaleSubresourceShowsNodesAndASelector() {
        ObjectNode created = create(pools, "autoscaled");
        patchStatus("bpool/autoscaled", "{\"status\":{\"replicas\":2,\"selector\":\"azbatch.io/pool=none\"}}");
        JsonNode scale = yaml(run("get", "bpool/autoscaled", "--subresource=scale", "-o", "json"));
        assertThat(scale.at("/spec/replicas").intValue()).isEqualTo(3);
        assertThat(scale.get("status")).isEqualTo(yaml("{replicas: 2, selector: azbatch.io/pool=none}"));
        pools.delete(created);
    }

    @Test
    void tablesOfImages() {
        ObjectNode created = create(images, "table");
        patchStatus("cimg/table", ready("Replicated", "current: {version: 2026.1103.7}"));
        assertThat(cells(run("get", "cimg/table"), 0)).containsExactly("NAME", "READY", "REASON", "VERSION", "AGE");
        assertThat(cells(run("get", "cimg/table"), 1)).startsWith("table", "True", "Replicated", "2026.1103.7");
        assertThat(run("get", "customimages/table", "-o", "wide"))
                .contains("MESSAGE")
                .contains("all is well");
        images.delete(created);
    }

    @Test
    void tablesOfPools() {
        ObjectNode created = create(pools, "table");
        patchStatus(
                "bpool/table",
                ready("Ready", "{poolId: table-1a2b, nodes: {current: 2, target: 3}, imageOrigin: {version: 1.0.3}}"));
        assertThat(cells(run("get", "bpool/table"), 0))
                .containsExactly("NAME", "READY", "REASON", "NODES", "TARGET", "POOL", "IMAGE", "AGE");
        assertThat(cells(run("get", "bpool/table"), 1))
                .startsWith("table", "True", "Ready", "2", "3", "table-1a2b", "1.0.3");
        pools.delete(created);
    }

    @Test
    void oneWordListsBothKinds() {
        ObjectNode image = create(images, "both");
        ObjectNode pool = create(pools, "both");
        assertThat(run("get", "azbatch", "-o", "name"))
                .contains("customimage.azbatch.io/both", "batchpool.azbatch.io/both");
        images.delete(image);
        pools.delete(pool);
    }

    @Test
    void explainTellsWhatAFieldMeans() {
        assertThat(run("explain", "bpool.spec.scale.fixed.spot")).contains("how many of the replicas are Spot nodes");
        assertThat(run("explain", "cimg.spec.source.virtualMachine.capture"))
                .contains("has no default: capturing in place can not be undone")
                .contains("ENUM:\n    InPlace");
    }

    @Test
    void aFieldThatIsNotKnownIsAnErrorOrAWarningButNeverSilent(Testbed testbed) {
        ObjectNode manifest =
                Patches.patched(manifest("batchpool", "unknown"), yaml("{spec: {vmSizes: Standard_D2s_v5}}"));
        String file = testbed.workplace()
                .write("unknown-field.yaml", manifest.toString())
                .toAbsolutePath()
                .toString();
        Kubectl.Result strict = tryRun("apply", "-f", file);
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.output()).contains("unknown field \"spec.vmSizes\"");

        assertThat(run("apply", "--validate=warn", "-f", file)).contains("Warning: unknown field \"spec.vmSizes\"");
        assertThat(pools.get("unknown").get("spec").has("vmSizes")).isFalse();
        pools.delete(pools.get("unknown"));
    }

    private static ObjectNode create(ApiServer server, String name) {
        return server.create(manifest(server.plural().replaceFirst("s$", ""), name));
    }

    private static ObjectNode manifest(String kind, String name) {
        return Patches.patched(CorpusCase.base(CORPUS, kind), yaml("{metadata: {name: " + name + "}}"));
    }

    private static int replicas(String pool) {
        return pools.get(pool).at("/spec/scale/fixed/replicas").intValue();
    }

    private static String ready(String reason, String status) {
        ObjectNode all = yaml("conditions: [{type: Ready, status: 'True', reason: " + reason
                + ", message: all is well, lastTransitionTime: '2026-01-01T00:00:00Z'}]");
        return "{\"status\":" + Patches.patched(all, yaml(status)) + "}";
    }

    private static void patchStatus(String object, String patch) {
        run("patch", object, "--subresource=status", "--type=merge", "-p", patch);
    }

    private static List<String> cells(String table, int line) {
        return List.of(table.lines().toList().get(line).split(" {2,}"));
    }

    private static String run(String... arguments) {
        return kubectl.run(inNamespace(arguments));
    }

    private static Kubectl.Result tryRun(String... arguments) {
        return kubectl.tryRun(inNamespace(arguments));
    }

    private static String[] inNamespace(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--namespace=" + NAMESPACE);
        return all.toArray(String[]::new);
    }

    private static ObjectNode yaml(String text) {
        return Serialization.unmarshal("---\n" + text, ObjectNode.class);
    }
}
