package io.azbatch.testbed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.testbed.Repository;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Dockerfile puts together starts: laid out as it says, with its command on this JVM, without a container. */
final class ContainerImageTest {
    private static final int MISCONFIGURED = 2;

    private final Path operator = Repository.find().root().resolve("operator");

    @Test
    void whatItCopiesIsThereAndItsCommandRunsTheOperator(@TempDir Path image) throws Exception {
        List<String> instructions = Files.readAllLines(operator.resolve("Dockerfile"));
        for (String[] copy : arguments(instructions, "COPY ")) {
            put(operator.resolve(copy[0]), copy[1], image);
        }
        List<String> command = new ArrayList<>();
        for (JsonNode word : Serialization.unmarshal(
                String.join(" ", arguments(instructions, "ENTRYPOINT ").getFirst()), JsonNode.class)) {
            command.add(word.asText().replace("/app/", image + "/app/"));
        }
        assertThat(command.getFirst()).isEqualTo("java");
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());

        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("AZBATCH_RESYNC_INTERVAL", "soon"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).startsWith("AZBATCH_RESYNC_INTERVAL is 'soon' and must be a duration");
        assertThat(process.waitFor()).isEqualTo(MISCONFIGURED);
    }

    @Test
    void whatItCopiesIsSentAlong() throws IOException {
        List<String> sent = Files.readAllLines(operator.resolve(".dockerignore"));

        assertThat(arguments(Files.readAllLines(operator.resolve("Dockerfile")), "COPY "))
                .isNotEmpty()
                .allSatisfy(copy -> assertThat(sent).contains("!" + copy[0]));
    }

    /** A target that ends in a slash is the directory that a file goes into. */
    private static void put(Path source, String target, Path image) throws IOException {
        assertThat(source).exists();
        Path there = image.resolve(target.substring(1));
        Path place = target.endsWith("/") ? there.resolve(source.getFileName()) : there;
        Files.createDirectories(place.getParent());
        Files.createSymbolicLink(place, source);
    }

    private static List<String[]> arguments(List<String> instructions, String instruction) {
        return instructions.stream()
                .filter(line -> line.startsWith(instruction))
                .map(line -> line.substring(instruction.length()).split(" "))
                .toList();
    }
}
