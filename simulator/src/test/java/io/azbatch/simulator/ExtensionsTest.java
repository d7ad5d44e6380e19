package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Extensions of virtual machines. */
final class ExtensionsTest {
    private static final String BODY = """
            {"location":"westeurope","properties":{"publisher":"Microsoft.Azure.Extensions","type":"CustomScript",
             "typeHandlerVersion":"2.1","settings":{"commandToExecute":"true"},"protectedSettings":{"secret":"s"}}}""";

    private final Caller azure = new Caller();
    private String machine = "";
    private String extension = "";

    @BeforeEach
    void machine() {
        machine = new Estate(azure).machine("vm1");
        extension = machine + "/extensions/script";
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer put() {
        return azure.arm("PUT", extension, Caller.COMPUTE, BODY);
    }

    @Test
    void aRegionTellsWhichExtensionsThereAreInWhichVersions() {
        String types = azure.subscription()
                + "/providers/Microsoft.Compute/locations/westeurope/publishers/Microsoft.Azure.Extensions/artifacttypes"
                + "/vmextension/types";
        assertThat(azure.get(types, Caller.COMPUTE).body().findValuesAsText("name"))
                .contains("CustomScript");
        String newest = azure.get(types + "/CustomScript/versions", Caller.COMPUTE)
                .body()
                .findValuesAsText("name")
                .getLast();
        assertThat(azure.get(types + "/CustomScript/versions/" + newest, Caller.COMPUTE)
                        .text("properties", "operatingSystem"))
                .isEqualTo("Linux");
        assertThat(azure.get(types + "/CustomScript/versions/9.9.9", Caller.COMPUTE)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aMachineWithoutExtensionsHasAnEmptyList() {
        Answer list = azure.get(machine + "/extensions", Caller.COMPUTE);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body().toString()).isEqualTo("{\"value\":[]}");
        assertThat(azure.get(machine, Caller.COMPUTE).body().has("resources")).isFalse();
    }

    @Test
    void itIsCreatedThenSucceedsAndNeverShowsItsSecrets() {
        Answer created = put();
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("properties", "provisioningState")).isEqualTo("Creating");
        assertThat(created.at("properties").has("protectedSettings")).isFalse();
        azure.advance(Duration.ofMinutes(1));
        assertThat(azure.get(extension, Caller.COMPUTE).text("properties", "provisioningState"))
                .isEqualTo("Succeeded");
        assertThat(put().status()).isEqualTo(200);
    }

    @Test
    void theMachineShowsItInItsModelAndItsInstanceView() {
        put();
        azure.advance(Duration.ofMinutes(1));
        assertThat(azure.get(machine, Caller.COMPUTE).at("resources").size()).isEqualTo(1);
        JsonNode view = azure.get(machine + "/instanceView", Caller.COMPUTE).body();
        assertThat(view.path("extensions").get(0).path("type").asText())
                .isEqualTo("Microsoft.Azure.Extensions.CustomScript");
    }

    @Test
    void aFailedExtensionLeavesTheMachineAsItWas() {
        azure.admin("POST", "/faults", """
                {"match":{"operation":"virtualMachines/extensions PUT"},"action":{"type":"failOperation",
                 "code":"VMExtensionProvisioningError","message":"VM has reported a failure"}}""");
        Answer accepted = put();
        assertThat(accepted.status()).isEqualTo(201);
        azure.advance(Duration.ofMinutes(1));
        Answer poll = azure.follow(accepted.header("Azure-AsyncOperation"));
        assertThat(poll.status()).isEqualTo(200);
        assertThat(poll.text("status")).isEqualTo("Failed");
        assertThat(poll.code()).isEqualTo("VMExtensionProvisioningError");
        assertThat(azure.get(extension, Caller.COMPUTE).text("properties", "provisioningState"))
                .isEqualTo("Failed");
        assertThat(azure.get(machine, Caller.COMPUTE).text("properties", "provisioningState"))
                .isEqualTo("Succeeded");
    }

    @Test
    void nothingIsChangedOnAMachineThatDoesNotRun() {
        azure.arm("POST", machine + "/deallocate", Caller.COMPUTE, "");
        azure.advance(Duration.ofMinutes(5));
        Answer refused = put();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message()).isEqualTo("Cannot modify extensions in the VM when the VM is not running.");
    }

    @Test
    void deletedItIs404ByTheProviderWithItsTarget() {
        put();
        azure.advance(Duration.ofMinutes(1));
        assertThat(azure.arm("DELETE", extension, Caller.COMPUTE, "").status()).isEqualTo(202);
        azure.advance(Duration.ofSeconds(16));
        Answer gone = azure.get(extension, Caller.COMPUTE);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.text("error", "target")).isEqualTo("extensionName");
        assertThat(azure.arm("DELETE", extension, Caller.COMPUTE, "").status()).isEqualTo(204);
    }

    @Test
    void anExtensionNeedsItsMachine() {
        Answer refused =
                azure.arm("PUT", azure.compute() + "/virtualMachines/absent/extensions/e", Caller.COMPUTE, BODY);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("ParentResourceNotFound");
    }
}
