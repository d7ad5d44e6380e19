package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong certificate authority is told at the start, with the file's name, not at the first call. */
final class TransportTest {

    @Test
    void aMissingFileIsNamed(@TempDir Path directory) {
        refused(directory.resolve("nowhere.pem"));
    }

    @Test
    void aFileThatIsNoPemIsNamed(@TempDir Path directory) throws IOException {
        refused(Files.writeString(directory.resolve("wrong.pem"), "hello"));
    }

    @Test
    void anEmptyFileIsNamed(@TempDir Path directory) throws IOException {
        refused(Files.writeString(directory.resolve("empty.pem"), ""));
    }

    private static void refused(Path file) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Transport(Optional.of(file), Duration.ofSeconds(5)).close())
                .withMessageContaining(file.toString());
    }
}
