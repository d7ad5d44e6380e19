package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ARM itself says of the resources of all providers. */
final class EverythingTest {
    private final Caller azure = new Caller();

    @AfterEach
    void stop() {
        azure.close();
    }

    private List<String> types(String path, String filter) {
        String query = filter.isEmpty() ? "" : "?$filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
        return azure.get(path + "/resources" + query, Caller.CORE).at("value").findValuesAsText("type");
    }

    @Test
    void resourcesOfAllProvidersAreListed() {
        new Estate(azure).machine("vm");
        String machines = "Microsoft.Compute/virtualMachines";
        assertThat(types(azure.group(), ""))
                .containsExactlyInAnyOrder(machines, "Microsoft.Compute/disks", "Microsoft.Network/networkInterfaces");
        assertThat(types(azure.subscription(), "")).hasSize(3);
        assertThat(types(azure.group(), "resourceType eq '" + machines + "' and location eq 'West Europe'"))
                .containsExactly(machines);
        assertThat(types(azure.group(), "tagName eq 'team' and tagValue eq 'render'"))
                .as("a machine's tags go on to the disk that is made with it")
                .containsExactlyInAnyOrder(machines, "Microsoft.Compute/disks");
        assertThat(types(azure.group(), "tagName eq 'team' and tagValue eq 'other'"))
                .isEmpty();
        assertThat(azure.get(azure.group() + "/resources?$filter=size%20gt%203", Caller.CORE)
                        .code())
                .isEqualTo("InvalidFilterInQueryString");
        assertThat(azure.get(azure.group() + "x/resources", Caller.CORE).code()).isEqualTo("ResourceGroupNotFound");
    }

    @Test
    void whatCanBeReadCanBeAskedFor() {
        String gallery = new Estate(azure).gallery("g");
        assertThat(azure.arm("HEAD", gallery, Caller.GALLERY, "").status()).isEqualTo(204);
        assertThat(azure.arm("HEAD", gallery + "2", Caller.GALLERY, "").status())
                .isEqualTo(404);
    }

    @Test
    void noTemplateIsExportedAndTheAnswerSaysSo() {
        new Estate(azure).gallery("g");
        Answer export = azure.arm("POST", azure.group() + "/exportTemplate", Caller.CORE, "{\"resources\":[\"*\"]}");
        assertThat(export.status()).isEqualTo(200);
        assertThat(export.code()).isEqualTo("ExportTemplateCompletedWithErrors");
        assertThat(export.at("error", "details").findValuesAsText("target"))
                .containsExactly("microsoft.compute/galleries");
        assertThat(export.at("template", "resources")).isEmpty();
    }

    @Test
    void tagsAreAResourceOfTheirOwnToo() {
        String machine = new Estate(azure).machine("vm");
        String tags = "/providers/Microsoft.Resources/tags/default";
        Answer merged = azure.arm(
                "PATCH",
                machine + tags,
                Caller.CORE,
                "{\"operation\":\"Merge\",\"properties\":{\"tags\":{\"cost\":\"7\"}}}");
        assertThat(merged.at("properties", "tags").size()).isEqualTo(2);
        assertThat(azure.get(machine, Caller.COMPUTE).text("tags", "cost")).isEqualTo("7");
        azure.advance(Duration.ofMinutes(1));
        azure.arm(
                "PATCH",
                machine + tags,
                Caller.CORE,
                "{\"operation\":\"Delete\",\"properties\":{\"tags\":{\"cost\":\"8\",\"team\":\"render\"}}}");
        assertThat(azure.get(machine + tags, Caller.CORE)
                        .at("properties", "tags")
                        .toString())
                .isEqualTo("{\"cost\":\"7\"}");
        azure.arm("PUT", azure.group() + tags, Caller.CORE, "{\"properties\":{\"tags\":{\"a\":\"b\"}}}");
        assertThat(azure.get(azure.group(), Caller.CORE).text("tags", "a")).isEqualTo("b");
        assertThat(azure.arm("PATCH", azure.group() + tags, Caller.CORE, "{\"operation\":\"Forget\"}")
                        .code())
                .isEqualTo("InvalidTagPatchOperation");
        assertThat(azure.get(machine + "2" + tags, Caller.CORE).code()).isEqualTo("ResourceNotFound");
    }

    @Test
    void providersAreRegisteredInAnyVersionOfArm() {
        Answer registered =
                azure.arm("POST", azure.subscription() + "/providers/Microsoft.Batch/register", Caller.CORE, "");
        assertThat(registered.status()).isEqualTo(200);
        assertThat(registered.text("registrationState")).isEqualTo("Registered");
        assertThat(azure.arm("POST", azure.subscription() + "/providers/Microsoft.No/register", Caller.CORE, "")
                        .code())
                .isEqualTo("InvalidResourceNamespace");
    }

    @Test
    void bySettingEveryLongOperationSaysWhenToComeBack() {
        new Estate(azure);
        String body = "{\"location\":\"westeurope\"}";
        assertThat(azure.arm("PUT", azure.compute() + "/galleries/a", Caller.GALLERY, body)
                        .header("Retry-After"))
                .isEmpty();
        azure.admin("PUT", "/settings", "{\"pollHintSeconds\":2}");
        Answer made = azure.arm("PUT", azure.compute() + "/galleries/b", Caller.GALLERY, body);
        assertThat(made.header("Retry-After")).isEqualTo("2");
        assertThat(azure.follow(made.header("Azure-AsyncOperation")).header("Retry-After"))
                .isEqualTo("2");
    }
}
