package io.azbatch.operator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API server refuses an event whose note has more than 1024 bytes; then nobody hears of it. */
final class EventsTest {

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "€", "𝄞"})
    void aLongNoteIsCutToBytesAndNeverInsideACharacter(String character) {
        String note = Events.note("a" + character.repeat(2_000));

        assertThat(note.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1_020, 1_024);
        assertThat(note).matches("a(" + character + ")+…");
    }

    @Test
    void aNoteThatFitsStaysAsItIs() {
        String note = "ü".repeat(512);
        assertThat(Events.note(note)).isEqualTo(note);
    }
}
