package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Run commands: the action, the resource, what scripts answer, and what the action leaves behind. */
final class RunCommandsTest {
    private static final String ACTION = "{\"commandId\":\"RunShellScript\",\"script\":[\"echo one\",\"echo two\"]}";

    private final Caller azure = new Caller();
    private Estate estate;
    private String vm;

    @BeforeEach
    void machine() {
        estate = new Estate(azure);
        vm = estate.machine("vm1");
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer run(String body) {
        return azure.arm("POST", vm + "/runCommand", Caller.COMPUTE, body);
    }

    private void told(String word) {
        assertThat(azure.admin("POST", "/scripts", word).status()).isEqualTo(204);
    }

    private static String resource(String more) {
        return "{\"location\":\"westeurope\",\"properties\":{\"source\":{\"script\":\"echo hello\"}" + more + "}}";
    }

    private Answer put(String more) {
        return azure.arm("PUT", vm + "/runCommands/build", Caller.COMPUTE, resource(more));
    }

    private JsonNode view() {
        return azure.get(vm + "/runCommands/build?$expand=instanceView", Caller.COMPUTE)
                .at("properties", "instanceView");
    }

    private String provisioning() {
        return azure.get(vm + "/runCommands/build", Caller.COMPUTE).text("properties", "provisioningState");
    }

    private List<String> extensions() {
        List<String> names = new ArrayList<>();
        azure.get(vm + "/extensions", Caller.COMPUTE)
                .at("value")
                .forEach(extension -> names.add(extension.path("name").asText()));
        return names;
    }

    @Test
    void theActionTellsItsResultInTheOperationAndAtItsLocation() {
        told("{\"machine\":\"vm*\",\"contains\":\"echo two\",\"output\":\"one\\ntwo\\n\"}");
        Answer accepted = run(ACTION);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Retry-After")).isEmpty();
        assertThat(azure.follow(accepted.header("Location")).status()).isEqualTo(202);
        azure.advance(Duration.ofSeconds(30));
        JsonNode output = azure.follow(accepted.header("Azure-AsyncOperation")).at("properties", "output");
        assertThat(azure.follow(accepted.header("Location")).body()).isEqualTo(output);
        assertThat(output.path("value").size()).isEqualTo(1);
        JsonNode status = output.path("value").path(0);
        assertThat(status.path("code").asText()).isEqualTo("ProvisioningState/succeeded");
        assertThat(status.path("message").asText()).isEqualTo("Enable succeeded: \n[stdout]\none\ntwo\n\n[stderr]\n");
    }

    @Test
    void aScriptThatFailsIsReportedAsSuccessByTheAction() {
        told("{\"exitCode\":3,\"error\":\"no such file\"}");
        Answer accepted = run(ACTION);
        azure.advance(Duration.ofSeconds(30));
        Answer end = azure.follow(accepted.header("Azure-AsyncOperation"));
        assertThat(end.text("status")).isEqualTo("Succeeded");
        assertThat(end.body().toString()).contains("[stderr]\\nno such file");
    }

    @Test
    void onlyTheLastBytesOfTheOutputAreTold() {
        told("{\"output\":\"first" + "x".repeat(5000) + "last\"}");
        Answer accepted = run(ACTION);
        azure.advance(Duration.ofSeconds(30));
        String message = azure.follow(accepted.header("Location"))
                .at("value")
                .path(0)
                .path("message")
                .asText();
        assertThat(message).contains("last").doesNotContain("first");
    }

    private String instanceView() {
        return azure.get(vm + "/instanceView", Caller.COMPUTE).body().toString();
    }

    /** In no recording does the machine or its list of extensions show what a run command has left. */
    @Test
    void theActionLeavesAnExtensionBehindThatOnlyTheInstanceViewShowsUntilACommandRemovesIt() {
        run(ACTION);
        azure.advance(Duration.ofSeconds(30));
        assertThat(instanceView()).contains("Microsoft.CPlat.Core.RunCommandLinux");
        assertThat(extensions()).isEmpty();
        assertThat(azure.get(vm, Caller.COMPUTE).body().has("resources")).isFalse();
        assertThat(run("{\"commandId\":\"RemoveRunCommandLinuxExtension\"}").status())
                .isEqualTo(202);
        azure.advance(Duration.ofSeconds(30));
        assertThat(instanceView()).doesNotContain("RunCommandLinux");
    }

    @Test
    void oneActionAtATime() {
        run(ACTION);
        Answer second = run(ACTION);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("Conflict");
        assertThat(second.message()).startsWith("Run command extension execution is in progress.");
    }

    @Test
    void anActionThatTakesNinetyMinutesFails() {
        told("{\"seconds\":100000}");
        Answer accepted = run(ACTION);
        azure.advance(Duration.ofMinutes(89));
        assertThat(azure.follow(accepted.header("Azure-AsyncOperation")).text("status"))
                .isEqualTo("InProgress");
        azure.advance(Duration.ofMinutes(2));
        Answer end = azure.follow(accepted.header("Azure-AsyncOperation"));
        assertThat(end.text("status")).isEqualTo("Failed");
        assertThat(end.code()).isEqualTo("VMExtensionProvisioningTimeout");
        assertThat(end.message()).startsWith("Provisioning of VM extension RunCommandLinux has timed out.");
        assertThat(azure.get(vm, Caller.COMPUTE).text("properties", "provisioningState"))
                .isEqualTo("Succeeded");
    }

    @Test
    void commandsThatAreUnknownOrForTheOtherSystemAreRefused() {
        assertThat(run("{\"commandId\":\"RunMagic\"}").status()).isEqualTo(400);
        assertThat(run("{\"commandId\":\"RunPowerShellScript\"}").status()).isEqualTo(400);
        assertThat(run("{}").message()).isEqualTo("Required parameter 'commandId' is missing (null).");
    }

    @Test
    void aMachineThatDoesNotRunIsRefused() {
        azure.arm("POST", vm + "/powerOff", Caller.COMPUTE, "");
        azure.advance(Duration.ofMinutes(1));
        Answer action = run(ACTION);
        assertThat(action.status()).isEqualTo(409);
        assertThat(action.message()).isEqualTo("The operation requires the VM to be running (or set to run).");
        assertThat(put("").status()).isEqualTo(409);
    }

    @Test
    void theResourceShowsItsResultInTheInstanceViewOnly() {
        told("{\"output\":\"hello\\n\"}");
        Answer created = put("");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEmpty();
        assertThat(created.text("properties", "provisioningState")).isEqualTo("Creating");
        assertThat(created.at("properties", "timeoutInSeconds").asInt(-1)).isZero();
        assertThat(created.at("properties", "asyncExecution").asBoolean(true)).isFalse();
        assertThat(view().path("executionState").asText()).isEqualTo("Pending");
        azure.advance(Duration.ofSeconds(12));
        assertThat(azure.get(vm + "/runCommands/build", Caller.COMPUTE)
                        .at("properties")
                        .has("instanceView"))
                .isFalse();
        assertThat(view().path("executionState").asText()).isEqualTo("Succeeded");
        assertThat(view().path("output").asText()).isEqualTo("hello\n");
        assertThat(view().path("exitCode").asInt(-1)).isZero();
        assertThat(extensions()).isEmpty();
    }

    @Test
    void aScriptThatFailsDoesNotFailTheWriteUnlessItIsAskedTo() {
        told("{\"exitCode\":127,\"error\":\"not found\"}");
        Answer created = put("");
        azure.advance(Duration.ofSeconds(12));
        assertThat(azure.follow(created.header("Azure-AsyncOperation")).text("status"))
                .isEqualTo("Succeeded");
        assertThat(provisioning()).isEqualTo("Succeeded");
        assertThat(view().path("executionState").asText()).isEqualTo("Failed");
        assertThat(view().path("executionMessage").asText())
                .isEqualTo("Execution failed: failed to execute command: command terminated with exit status=127");
        Answer again = put(",\"treatFailureAsDeploymentFailure\":true");
        assertThat(again.status()).isEqualTo(200);
        azure.advance(Duration.ofSeconds(12));
        assertThat(azure.follow(again.header("Azure-AsyncOperation")).text("status"))
                .isEqualTo("Failed");
        assertThat(provisioning()).isEqualTo("Failed");
    }

    @Test
    void anAsynchronousCommandIsProvisionedWhileItsScriptStillRuns() {
        told("{\"seconds\":600}");
        put(",\"asyncExecution\":true");
        azure.advance(Duration.ofSeconds(12));
        assertThat(provisioning()).isEqualTo("Succeeded");
        assertThat(view().path("executionState").asText()).isEqualTo("Running");
        azure.advance(Duration.ofMinutes(11));
        assertThat(view().path("executionState").asText()).isEqualTo("Succeeded");
    }

    @Test
    void aScriptIsEndedAtItsTimeout() {
        told("{\"seconds\":600}");
        put(",\"timeoutInSeconds\":60");
        azure.advance(Duration.ofSeconds(70));
        assertThat(view().path("executionState").asText()).isEqualTo("TimedOut");
        assertThat(provisioning()).isEqualTo("Succeeded");
    }

    @Test
    void secretsAreNotTold() {
        Answer created = put(",\"protectedParameters\":[{\"name\":\"p\",\"value\":\"s3cret\"}],\"runAsUser\":\"u\","
                + "\"runAsPassword\":\"s3cret\",\"outputBlobUri\":\"https://a.blob.core.windows.net/c/o?sig=s3cret\"");
        assertThat(created.body().toString()).doesNotContain("s3cret");
        assertThat(created.text("properties", "outputBlobUri")).isEqualTo("https://a.blob.core.windows.net/c/o");
    }

    @Test
    void exactlyOneSourceIsNeeded() {
        String none = "{\"location\":\"westeurope\",\"properties\":{}}";
        assertThat(azure.arm("PUT", vm + "/runCommands/x", Caller.COMPUTE, none).status())
                .isEqualTo(400);
        String two = resource("").replace("\"script\":", "\"scriptUri\":\"https://a/b\",\"script\":");
        assertThat(azure.arm("PUT", vm + "/runCommands/x", Caller.COMPUTE, two).status())
                .isEqualTo(400);
    }

    @Test
    void aChangeRunsTheScriptOnceMoreAndDeletionTakesItAway() {
        put("");
        azure.advance(Duration.ofSeconds(12));
        Answer patched = azure.arm(
                "PATCH",
                vm + "/runCommands/build",
                Caller.COMPUTE,
                "{\"properties\":{\"source\":{\"script\":\"echo again\"}}}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.text("properties", "provisioningState")).isEqualTo("Updating");
        azure.advance(Duration.ofSeconds(12));
        List<String> ran = new ArrayList<>();
        azure.admin("GET", "/scripts", "")
                .at("runs")
                .forEach(run -> ran.add(run.path("script").asText()));
        assertThat(ran).containsExactly("echo hello", "echo again");
        assertThat(azure.arm("DELETE", vm + "/runCommands/build", Caller.COMPUTE, "")
                        .status())
                .isEqualTo(202);
        azure.advance(Duration.ofSeconds(12));
        assertThat(azure.get(vm + "/runCommands", Caller.COMPUTE).at("value").size())
                .isZero();
        assertThat(azure.arm("DELETE", vm + "/runCommands/build", Caller.COMPUTE, "")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void wordsAboutScriptsAreSpent() {
        told("{\"exitCode\":1,\"times\":1}");
        put("");
        azure.advance(Duration.ofSeconds(12));
        assertThat(view().path("exitCode").asInt()).isEqualTo(1);
        put("");
        azure.advance(Duration.ofSeconds(12));
        assertThat(view().path("exitCode").asInt(-1)).isZero();
        assertThat(azure.admin("POST", "/scripts", "{\"exit\":1}").status()).isEqualTo(400);
    }

    @Test
    void theCommandsThatAzureHasReadyAreListedByRegion() {
        String all = azure.subscription() + "/providers/Microsoft.Compute/locations/westeurope/runCommands";
        assertThat(azure.get(all, Caller.COMPUTE).body().toString())
                .contains("RunShellScript", "RemoveRunCommandLinuxExtension");
        Answer one = azure.get(all + "/RunPowerShellScript", Caller.COMPUTE);
        assertThat(one.text("osType")).isEqualTo("Windows");
        assertThat(one.at("parameters").size()).isEqualTo(2);
        assertThat(azure.get(all + "/RunMagic", Caller.COMPUTE).status()).isEqualTo(404);
    }
}
