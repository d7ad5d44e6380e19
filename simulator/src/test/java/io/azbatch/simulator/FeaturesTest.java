package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Features of a subscription and the names of its tags. */
final class FeaturesTest {
    private static final String VERSION = "2021-07-01";

    private final Caller azure = new Caller();

    @AfterEach
    void stop() {
        azure.close();
    }

    private String feature(String name) {
        return azure.subscription() + "/providers/Microsoft.Features/providers/Microsoft.Compute/features/" + name;
    }

    @Test
    void aFeatureIsRegisteredInSomeMinutes() {
        String feature = feature("EncryptionAtHost");
        assertThat(azure.get(feature, VERSION).text("properties", "state")).isEqualTo("NotRegistered");
        assertThat(azure.arm("POST", feature + "/register", VERSION, "").text("properties", "state"))
                .isEqualTo("Registering");
        azure.advance(Duration.ofMinutes(15));
        assertThat(azure.get(feature, VERSION).text("properties", "state")).isEqualTo("Registered");
        assertThat(azure.get(feature, VERSION).text("name")).isEqualTo("Microsoft.Compute/EncryptionAtHost");
        assertThat(azure.get(feature("Wings"), VERSION).code()).isEqualTo("FeatureNotFound");
    }

    @Test
    void featuresAreListedByProviderAndAltogether() {
        String all = azure.subscription() + "/providers/Microsoft.Features/";
        int some = azure.get(all + "providers/Microsoft.Compute/features", VERSION)
                .at("value")
                .size();
        assertThat(azure.get(all + "features", VERSION).at("value").size()).isGreaterThan(some);
        assertThat(azure.get(all + "providers/Microsoft.Nothing/features", VERSION)
                        .at("value")
                        .size())
                .isZero();
    }

    @Test
    void namesOfTagsAreCountedAndKeptWhileInUse() {
        String names = azure.subscription() + "/tagNames";
        azure.arm("PUT", azure.group(), Caller.CORE, "{\"location\":\"westeurope\",\"tags\":{\"team\":\"render\"}}");
        Answer listed = azure.get(names, Caller.CORE);
        assertThat(listed.at("value").get(0).path("tagName").asText()).isEqualTo("team");
        assertThat(listed.at("value").get(0).at("/count/value").asInt()).isEqualTo(1);
        assertThat(azure.arm("DELETE", names + "/team", Caller.CORE, "").code()).isEqualTo("TagInUse");
        assertThat(azure.arm("DELETE", names + "/team/tagValues/render", Caller.CORE, "")
                        .code())
                .isEqualTo("TagInUse");
        assertThat(azure.arm("PUT", names + "/cost/tagValues/high", Caller.CORE, "")
                        .code())
                .isEqualTo("TagNotFound");
        assertThat(azure.arm("PUT", names + "/cost", Caller.CORE, "").status()).isEqualTo(201);
        assertThat(azure.arm("PUT", names + "/cost/tagValues/high", Caller.CORE, "")
                        .status())
                .isEqualTo(201);
        assertThat(azure.arm("DELETE", names + "/cost", Caller.CORE, "").status())
                .isEqualTo(200);
        assertThat(azure.arm("DELETE", names + "/cost", Caller.CORE, "").status())
                .isEqualTo(204);
    }
}
