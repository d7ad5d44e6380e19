package io.azbatch.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Golden files: one expected YAML document per situation, in a folder of the test resources. A file without a situation
 * fails, so that none goes stale. {@code -Dgolden.write=true} writes them anew, for reading the difference in git.
 */
public final class Golden {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Path folder;

    /** @param folder below src/test/resources/golden */
    public Golden(String folder) {
        this.folder = Path.of("src/test/resources/golden", folder);
    }

    public void check(String situation, Object actual) throws IOException {
        Path file = folder.resolve(situation + ".yaml");
        String written = YAML.writeValueAsString(actual);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(folder);
            Files.writeString(file, written);
        }
        assertThat(file)
                .as("run with -Dgolden.write=true and read the difference")
                .exists();
        assertThat(written).isEqualTo(Files.readString(file));
    }

    public void holdsOnly(Set<String> situations) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                            .collect(Collectors.toSet()))
                    .isEqualTo(situations);
        }
    }
}
