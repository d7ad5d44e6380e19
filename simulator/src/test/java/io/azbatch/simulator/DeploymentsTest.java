package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Templates are deployed as their resources would be put one by one. */
final class DeploymentsTest {
    private final Caller azure = new Caller();
    private final String deployment = azure.group() + "/providers/Microsoft.Resources/deployments/d";

    /** A gallery whose name is a parameter, and a definition in it that comes first in the list. */
    private static final String RESOURCES = """
            [{'type':'Microsoft.Compute/galleries/images','apiVersion':'2024-03-03',
              'name':'[concat(parameters('name'), '/image')]','location':'[resourceGroup().location]',
              'dependsOn':['[resourceId('Microsoft.Compute/galleries', parameters('name'))]'],
              'properties':{'osType':'Linux','osState':'Generalized','hyperVGeneration':'[variables('generation')]',
               'identifier':{'publisher':'acme','offer':'app','sku':'[toLower(parameters('name'))]'}}},
             {'type':'Microsoft.Compute/galleries','apiVersion':'2024-03-03','name':'[parameters('name')]',
              'location':'westeurope'},
             {'type':'Microsoft.Compute/galleries','apiVersion':'2024-03-03','name':'never','location':'westeurope',
              'condition':'[equals(parameters('name'), 'never')]'}]""";

    @BeforeEach
    void make() {
        new Estate(azure);
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer deploy(String resources, String parameters) {
        return azure.arm("PUT", deployment, Caller.CORE, body(resources, parameters));
    }

    /** Expressions keep their single quotes, JSON gets double ones. */
    private static String body(String resources, String parameters) {
        String template = """
                {'properties':{'mode':'incremental','template':{'contentVersion':'1.0.0.0',
                 'parameters':{'name':{'type':'string','defaultValue':'Mine'},'secret':{'type':'securestring','defaultValue':'x'}},
                 'variables':{'generation':'V2'},'resources':RESOURCES,
                 'outputs':{'state':{'type':'string',
                   'value':'[reference(resourceId('Microsoft.Compute/galleries', parameters('name'))).provisioningState]'}}},
                 'parameters':PARAMETERS}}""".replace("RESOURCES", resources).replace("PARAMETERS", parameters);
        StringBuilder json = new StringBuilder();
        int brackets = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '\'' && template.startsWith("'[", i) && brackets == 0) {
                brackets = 1;
                json.append('"');
            } else if (brackets == 1 && template.startsWith("]'", i)) {
                brackets = 0;
                json.append("]\"");
                i++;
            } else {
                json.append(c == '\'' && brackets == 0 ? '"' : c);
            }
        }
        return json.toString();
    }

    @Test
    void aCancelledDeploymentMakesNothingMore() {
        deploy(RESOURCES, "{}");
        assertThat(azure.arm("POST", deployment + "/cancel", Caller.CORE, "").status())
                .isEqualTo(204);
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.get(deployment, Caller.CORE).text("properties", "provisioningState"))
                .isEqualTo("Canceled");
        assertThat(azure.get(azure.compute() + "/galleries", Caller.GALLERY)
                        .at("value")
                        .size())
                .isZero();
        assertThat(azure.arm("POST", deployment + "/cancel", Caller.CORE, "").code())
                .isEqualTo("DeploymentNotActive");
    }

    @Test
    void aDeploymentGivesItsTemplateBackAndTellsItsOperationsUnderTheShorterPathToo() {
        deploy(RESOURCES, "{}");
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.arm("POST", deployment + "/exportTemplate", Caller.CORE, "")
                        .text("template", "contentVersion"))
                .isEqualTo("1.0.0.0");
        String shorter = deployment.replace("/providers/Microsoft.Resources", "") + "/operations";
        assertThat(azure.get(shorter, Caller.CORE).at("value").size())
                .isEqualTo(azure.get(deployment + "/operations", Caller.CORE)
                        .at("value")
                        .size())
                .isPositive();
    }

    @Test
    void resourcesComeInTheOrderOfTheirDependencies() {
        Answer accepted = deploy(RESOURCES, "{}");
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(201);
        assertThat(accepted.text("properties", "provisioningState")).isEqualTo("Accepted");
        assertThat(deploy(RESOURCES, "{}").code()).isEqualTo("DeploymentActive");
        azure.advance(Duration.ofMinutes(2));
        assertThat(azure.follow(accepted.header("Azure-AsyncOperation")).text("status"))
                .isEqualTo("Succeeded");
        assertThat(azure.get(azure.compute() + "/galleries/Mine/images/image", Caller.GALLERY)
                        .text("properties", "identifier", "sku"))
                .isEqualTo("mine");
        assertThat(azure.get(azure.compute() + "/galleries/never", Caller.GALLERY)
                        .status())
                .isEqualTo(404);
        Answer done = azure.get(deployment, Caller.CORE);
        assertThat(done.text("properties", "outputs", "state", "value")).isEqualTo("Succeeded");
        assertThat(done.at("properties", "parameters", "secret").has("value")).isFalse();
        assertThat(done.at("properties", "outputResources")).hasSize(2);
    }

    @Test
    void theFirstRefusalEndsItAndIsTold() {
        Answer accepted = deploy(RESOURCES, "{'name':{'value':'no-dash'}}");
        azure.advance(Duration.ofMinutes(2));
        Answer status = azure.follow(accepted.header("Azure-AsyncOperation"));
        assertThat(status.text("status")).isEqualTo("Failed");
        assertThat(status.code()).isEqualTo("DeploymentFailed");
        assertThat(status.at("error", "details").get(0).path("target").asText())
                .isEqualTo(azure.compute() + "/galleries/no-dash");
        assertThat(azure.get(deployment, Caller.CORE).text("properties", "provisioningState"))
                .isEqualTo("Failed");
    }

    @Test
    void whatIsNoTemplateIsRefusedBeforeAnythingIsMade() {
        assertThat(deploy(RESOURCES, "{'other':{'value':'a'}}").message()).contains("'other'");
        assertThat(deploy("[{'type':'A.B/c','name':'[nothing()]','apiVersion':'2024-03-03'}]", "{}")
                        .code())
                .isEqualTo("InvalidTemplate");
        assertThat(deploy("[{'type':'A.B/c/d','name':'one','apiVersion':'2024-03-03'}]", "{}")
                        .message())
                .contains("incorrect segment lengths");
        assertThat(deploy(
                                "[{'type':'A.B/c','name':'1','dependsOn':['2']},{'type':'A.B/c','name':'2','dependsOn':['1']}]",
                                "{}")
                        .message())
                .contains("Circular dependency");
        assertThat(deploy("[{'type':'A.B/c','name':'1','copy':{}}]", "{}").message())
                .contains("not simulated");
        assertThat(azure.get(deployment, Caller.CORE).code()).isEqualTo("DeploymentNotFound");
        assertThat(azure.arm("POST", deployment + "/validate", Caller.CORE, body(RESOURCES, "{}"))
                        .status())
                .isEqualTo(200);
        assertThat(azure.get(azure.compute() + "/galleries", Caller.GALLERY).at("value"))
                .isEmpty();
    }

    @Test
    void aDeploymentMayNoMoreThanItsCaller() {
        azure.admin(
                "PUT",
                "/principals/deployer",
                "{\"secret\":\"s\",\"scopes\":[{\"scope\":\"" + azure.group()
                        + "/providers/Microsoft.Resources\",\"access\":\"write\"}]}");
        String token = azure.token("deployer", "s", "https://management.azure.com/.default")
                .text("access_token");
        Answer accepted = azure.send(
                HttpRequest.newBuilder(URI.create(azure.endpoint("arm") + deployment + "?api-version=" + Caller.CORE))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body(RESOURCES, "{}")))
                        .build());
        assertThat(accepted.status()).isEqualTo(201);
        azure.advance(Duration.ofMinutes(2));
        Answer failed = azure.get(deployment, Caller.CORE);
        assertThat(failed.text("properties", "provisioningState")).isEqualTo("Failed");
        assertThat(failed.at("properties", "error", "details")
                        .get(0)
                        .path("code")
                        .asText())
                .isEqualTo("AuthorizationFailed");
    }

    @Test
    void parametersAndVariablesAreCalledAsTheirAuthorLikes() {
        Answer begun = azure.arm("PUT", deployment, Caller.CORE, """
                {"properties":{"mode":"incremental",
                 "template":{"contentVersion":"1.0.0.0","parameters":{"subnets":{"type":"array"}},
                  "variables":{"features":"[parameters('subnets')]"},"resources":[]},
                 "parameters":{"subnets":{"value":["a"]}}}}""");
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(201);
    }
}
