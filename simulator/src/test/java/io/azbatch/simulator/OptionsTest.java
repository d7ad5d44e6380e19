package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The command line. */
final class OptionsTest {
    @Test
    void aDateMayBeADay() {
        Options options = Options.parse("--ready-file", "f", "--date", "2025-11-01", "--speed", "60");
        assertThat(options.start()).isEqualTo(Instant.parse("2025-11-01T00:00:00Z"));
        assertThat(options.speed()).isEqualTo(60);
    }

    @Test
    void timeMayStandStill() {
        assertThat(Options.parse("--ready-file", "f", "--speed", "0").speed()).isZero();
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> Options.parse()).hasMessage("--ready-file is missing");
        assertThatThrownBy(() -> Options.parse("--ready-file")).hasMessage("--ready-file needs a value");
        assertThatThrownBy(() -> Options.parse("--ready-file", "f", "--speed", "fast"))
                .hasMessage("--speed must be a number, not 'fast'");
        assertThatThrownBy(() -> Options.parse("--ready-file", "f", "--date", "yesterday"))
                .hasMessageContaining("--date must look like");
        assertThatThrownBy(() -> Options.parse("--ready-file", "f", "--speed", "-1"))
                .hasMessage("--speed must be 0 or more, not '-1'");
        assertThatThrownBy(() -> Options.parse("--ready-file", "f", "--arm-port", "65536"))
                .hasMessage("--arm-port must be a port from 0 to 65535, not '65536'");
        assertThatThrownBy(() -> Options.parse("--colour", "red")).hasMessage("unknown option --colour");
    }
}
