package io.azbatch.api.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The committed manifests are what the records say; {@code make crds} brings them up to date. */
final class CrdManifestsTest {

    private static final Path GENERATED = Path.of("target/crds");

    @Test
    void theCommittedManifestsAreTheGeneratedOnes() throws IOException {
        Map<String, String> generated = read(GENERATED);
        assertThat(generated).containsOnlyKeys("batchpools.azbatch.io.yaml", "customimages.azbatch.io.yaml");
        for (String folder : List.of("../config/crd", "../helm/crds")) {
            assertThat(read(Path.of(folder))).as(folder + ": run `make crds`").isEqualTo(generated);
        }
    }

    @Test
    void kubectlExplainHasWordsForEveryField() throws IOException {
        for (String manifest : read(GENERATED).values()) {
            JSONSchemaProps root = Serialization.unmarshal(manifest, CustomResourceDefinition.class)
                    .getSpec()
                    .getVersions()
                    .getFirst()
                    .getSchema()
                    .getOpenAPIV3Schema();
            assertThat(unexplained("", root)).isEmpty();
        }
    }

    private static List<String> unexplained(String path, JSONSchemaProps schema) {
        List<String> found = new ArrayList<>();
        JSONSchemaProps fields =
                schema.getItems() == null ? schema : schema.getItems().getSchema();
        if (schema.getDescription() == null || schema.getDescription().isBlank()) {
            found.add(path);
        }
        Objects.requireNonNullElse(fields.getProperties(), Map.<String, JSONSchemaProps>of())
                .forEach((name, field) -> found.addAll(unexplained(path + "." + name, field)));
        return found;
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> manifests = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".io.yaml")).toList()) {
                manifests.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return manifests;
    }
}
