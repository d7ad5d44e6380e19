package io.azbatch.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OperatorConfigurationTest {

    @Test
    void withoutAnyVariableItIsThePublicCloud() {
        OperatorConfiguration configuration = OperatorConfiguration.from(Map.of());
        assertThat(configuration.azure().resourceManager()).isEqualTo(URI.create("https://management.azure.com"));
        assertThat(configuration.azure().authorityHost()).isEqualTo(URI.create("https://login.microsoftonline.com"));
        assertThat(configuration.azure().certificateAuthority()).isEmpty();
        assertThat(configuration.watchNamespaces()).isEmpty();
        assertThat(configuration.operatorIdentityNamespaces()).isEmpty();
        assertThat(configuration.cadence().operation()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void listsAndDurationsAreReadAsPeopleWriteThem() {
        OperatorConfiguration configuration = OperatorConfiguration.from(Map.of(
                "AZBATCH_WATCH_NAMESPACES", "a, b,",
                "AZBATCH_RESYNC_INTERVAL", "1h",
                "AZBATCH_OPERATION_INTERVAL", "500ms",
                "AZBATCH_INSTANCE_ID", " prod "));
        assertThat(configuration.watchNamespaces()).containsExactlyInAnyOrder("a", "b");
        assertThat(configuration.cadence().resync()).isEqualTo(Duration.ofHours(1));
        assertThat(configuration.cadence().operation()).isEqualTo(Duration.ofMillis(500));
        assertThat(configuration.instanceId()).contains("prod");
    }

    @Test
    void aWrongValueIsNamedWithWhatItMustBe() {
        assertThatThrownBy(() -> OperatorConfiguration.from(Map.of("AZBATCH_RESYNC_INTERVAL", "soon")))
                .hasMessage("AZBATCH_RESYNC_INTERVAL is 'soon' and must be a duration such as 500ms, 15s, 5m or 1h");
        assertThatThrownBy(() -> OperatorConfiguration.from(Map.of("AZBATCH_RESYNC_INTERVAL", "0s")))
                .hasMessageContaining("AZBATCH_RESYNC_INTERVAL is '0s'");
        assertThatThrownBy(() -> OperatorConfiguration.from(Map.of("AZURE_AUTHORITY_HOST", "http://127.0.0.1:1")))
                .hasMessageContaining("must be an https URL");
        assertThatThrownBy(() -> OperatorConfiguration.from(Map.of("AZBATCH_INSTANCE_ID", "prod/west")))
                .hasMessage(
                        "AZBATCH_INSTANCE_ID is 'prod/west' and must be at most 64 letters, digits, dots, dashes and"
                                + " underscores");
        assertThatThrownBy(() -> OperatorConfiguration.from(Map.of("AZBATCH_HEALTH_ADDRESS", "8080")))
                .hasMessageContaining("must be host:port");
    }
}
