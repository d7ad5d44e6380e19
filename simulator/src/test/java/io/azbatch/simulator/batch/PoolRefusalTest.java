package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolRefusalTest {
    private static final String UBUNTU =
            "'virtualMachineConfiguration':{'imageReference':{'publisher':'Canonical','offer':'ubuntu-24_04-lts',"
                    + "'sku':'server'},'nodeAgentSKUId':'batch.node.ubuntu 24.04'}";

    private final BatchSite site = new BatchSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void idsAreShortAndPlain() {
        assertRefused(add("'vmSize':'Standard_D2s_v3'"), 400, "MissingRequiredProperty", "PropertyName", "id");
        assertRefused(site.addPool("a.b", ""), 400, "InvalidPropertyValue", "PropertyName", "id");
        assertRefused(site.addPool("a".repeat(65), ""), 400, "InvalidPropertyValue", "PropertyName", "id");
    }

    @Test
    void anImageOrAgentThatIsNotInTheListIsRefused() {
        assertRefused(
                image("'publisher':'a','offer':'b','sku':'c'", "batch.node.windows amd64"),
                400,
                "InvalidPropertyValue",
                "Reason",
                "The specified imageReference with publisher a offer b sku c is not supported.");
        assertRefused(
                image("'publisher':'canonical','offer':'ubuntu-24_04-lts','sku':'server'", "batch.node.el 9"),
                400,
                "InvalidPropertyValue",
                "PropertyName",
                "nodeAgentSKUId");
        assertRefused(
                image("'publisher':'canonical','offer':'ubuntu-24_04-lts','sku':'server'", "batch.node.beos 5"),
                404,
                "NodeAgentSKUNotFound");
    }

    @Test
    void aManagedImageIsRefusedByTheFormOfItsId() {
        assertRefused(
                image(
                        "'virtualMachineImageId':'" + site.azure.group("render")
                                + "/providers/Microsoft.Compute/images/x'",
                        "batch.node.ubuntu 24.04"),
                400,
                "InvalidPropertyValue",
                "Reason",
                "The specified resource id must be of the format /subscriptions/{subscriptionId}");
    }

    @Test
    void aSizeThatIsNoneIsRefused() {
        assertRefused(add("'id':'p'," + UBUNTU), 400, "MissingRequiredProperty", "PropertyName", "vmSize");
        assertRefused(
                add("'id':'p','vmSize':'enormous'," + UBUNTU), 400, "InvalidPropertyValue", "PropertyName", "vmSize");
        assertRefused(
                add("'id':'p','vmSize':'Standard_D2s_v3'"),
                400,
                "MissingRequiredProperty",
                "PropertyName",
                "virtualMachineConfiguration");
    }

    @Test
    void fixedTargetsAndAFormulaExcludeEachOther() {
        String formula = "'autoScaleFormula':'$TargetDedicatedNodes=1'";
        assertRefused(
                site.addPool("p", "'enableAutoScale':true,'targetDedicatedNodes':1," + formula),
                400,
                "InvalidAutoScalingSettings");
        assertRefused(site.addPool("p", "'enableAutoScale':true"), 400, "InvalidAutoScalingSettings");
        assertRefused(site.addPool("p", formula), 400, "InvalidAutoScalingSettings");
        assertRefused(
                site.addPool("p", "'enableAutoScale':true,'autoScaleEvaluationInterval':'PT4M'," + formula),
                400,
                "InvalidPropertyValue");
        assertThat(site.addPool("p", "'enableAutoScale':true," + formula).status())
                .isEqualTo(201);
    }

    @Test
    void durationsAndNumbersHaveBounds() {
        assertRefused(site.addPool("p", "'resizeTimeout':'PT4M'"), 400, "InvalidPropertyValue");
        assertRefused(site.addPool("p", "'resizeTimeout':'soon'"), 400, "InvalidPropertyValue");
        assertRefused(site.addPool("p", "'targetDedicatedNodes':-1"), 400, "InvalidPropertyValue");
        assertRefused(site.addPool("p", "'taskSlotsPerNode':9"), 400, "InvalidPropertyValue", "PropertyValue", "9");
    }

    @Test
    void aPropertyThatTheVersionDoesNotKnowIsRefused() {
        assertRefused(site.addPool("p", "'colour':'red'"), 400, "InvalidRequestBody", "Reason", "'colour'");
        assertRefused(
                add("'id':'p','vmSize':'small','cloudServiceConfiguration':{'osFamily':'5'}"),
                400,
                "InvalidRequestBody",
                "Reason",
                "'cloudServiceConfiguration'");
        assertRefused(site.call("POST", "/pools", "[]"), 400, "InvalidRequestBody");
    }

    @Test
    void aPropertyOfAnotherTypeIsRefused() {
        for (String property : new String[] {"'startTask':'hostname'", "'metadata':{}", "'userAccounts':['artist']"}) {
            assertRefused(site.addPool("p", property), 400, "InvalidRequestBody");
        }
    }

    @Test
    void whatMayChangeOnAnyPoolIsCheckedWhenItChanges() {
        site.addPool("p", "");

        String task = "{'startTask':{'waitForSuccess':true}}";
        assertRefused(
                site.call("PATCH", "/pools/p", task), 400, "MissingRequiredProperty", "PropertyName", "commandLine");
        assertRefused(site.call("PATCH", "/pools/p", "{'startTask':'hostname'}"), 400, "InvalidRequestBody");
        assertRefused(
                site.call(
                        "POST",
                        "/pools/p/updateproperties",
                        "{'certificateReferences':[],'applicationPackageReferences':[],'metadata':[{'name':'a','value':'1'},"
                                + "{'name':'A','value':'2'}]}"),
                400,
                "InvalidPropertyValue",
                "PropertyName",
                "metadata");
    }

    @Test
    void theNewestVersionHasNeitherCertificatesNorResourceTagsNorAChoiceOfCommunication() {
        site.upPool("p", 1, 0);
        assertRefused(
                site.callIn("2025-06-01", "PATCH", "/pools/p", "{'targetNodeCommunicationMode':'simplified'}"),
                400,
                "InvalidRequestBody");
        assertThat(site.callIn(
                                "2025-06-01",
                                "POST",
                                "/pools/p/updateproperties",
                                "{'applicationPackageReferences':[],'metadata':[]}")
                        .status())
                .isEqualTo(204);
        Answer pool = site.callIn("2025-06-01", "GET", "/pools/p", "");
        assertThat(pool.body().properties())
                .extracting(Map.Entry::getKey)
                .contains("vmSize")
                .doesNotContain("certificateReferences", "targetNodeCommunicationMode", "currentNodeCommunicationMode");
        assertThat(site.callIn("2025-06-01", "GET", "/pools/p/nodes", "")
                        .at("value")
                        .get(0)
                        .has("certificateReferences"))
                .isFalse();
    }

    @Test
    void aPackageThatDoesNotExistIsRefused() {
        assertRefused(
                site.addPool("p", "'applicationPackageReferences':[{'applicationId':'blender'}]"),
                409,
                "InvalidApplicationPackageReferences",
                "blender",
                "The specified application package does not exist.");
    }

    @Test
    void aSubnetMustBeInTheAccountsSubscription() {
        String elsewhere = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/n/providers/"
                + "Microsoft.Network/virtualNetworks/v/subnets/s";
        assertRefused(
                site.addPool("p", "'networkConfiguration':{'subnetId':'" + elsewhere + "'}"),
                400,
                "InvalidPropertyValue",
                "Reason",
                "in a different subscription");
    }

    @Test
    void thePoolQuotaIsAskedWhenAPoolIsAdded() {
        site.azure.settings("{\"poolQuota\":1}");
        site.addPool("one", "");

        assertRefused(site.addPool("two", ""), 409, "PoolQuotaReached");
    }

    @Test
    void theApiVersionMustBeThereAndKnown() {
        Map<String, String> none = Map.of();
        String token = site.azure.batchToken();
        assertRefused(
                site.azure.send("GET", site.endpoint + "/pools", token, none, ""),
                400,
                "MissingRequiredQueryParameter");
        assertRefused(
                site.azure.send("GET", site.endpoint + "/pools?api-version=2031-01-01.99.0", token, none, ""),
                400,
                "UnsupportedRequestVersion");
    }

    private Answer add(String properties) {
        return site.call("POST", "/pools", "{" + properties + "}");
    }

    private Answer image(String reference, String agent) {
        return add("'id':'p','vmSize':'Standard_D2s_v3','virtualMachineConfiguration':{'imageReference':{" + reference
                + "},'nodeAgentSKUId':'" + agent + "'}");
    }
}
