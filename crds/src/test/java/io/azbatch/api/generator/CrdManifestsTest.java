package io.azbatch.api.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
