package io.azbatch.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each value of a good body in turn is something else: whatever is said to that, the service does not break. */
class OddBodiesTest {
    private static final BatchSite SITE = new BatchSite();
    private static final List<String> ODD = List.of("null", "'x'", "-1", "true", "[]", "{}", "[null]", "[[]]");
    private static final String MACHINE =
            "'imageReference':{'publisher':'canonical','offer':'ubuntu-24_04-lts','sku':'server'},"
                    + "'osDisk':{'caching':'readonly','managedDisk':{'storageAccountType':'premium_lrs'}},"
                    + "'dataDisks':[{'lun':1,'diskSizeGB':1}],'diskEncryptionConfiguration':{'targets':['temporarydisk']},"
                    + "'extensions':[{'name':'a','publisher':'p','type':'t','provisionAfterExtensions':['b']}],"
                    + "'securityProfile':{'securityType':'trustedLaunch','uefiSettings':{'vTpmEnabled':true}},"
                    + "'nodePlacementConfiguration':{'policy':'regional'}";
    private static final String TASK = "'commandLine':'x','resourceFiles':[{'httpUrl':'https://a/b','filePath':'a'}],"
            + "'environmentSettings':[{'name':'a','value':'b'}],'userIdentity':{'autoUser':{'scope':'pool'}}";
    private static final String REST = "'startTask':{" + TASK + ",'maxTaskRetryCount':1},"
            + "'userAccounts':[{'name':'a','password':'p','linuxUserConfiguration':{'uid':1,'gid':1}}],"
            + "'metadata':[{'name':'a','value':'b'}],'taskSchedulingPolicy':{'nodeFillType':'pack'},"
            + "'applicationPackageReferences':[],"
            + "'mountConfiguration':[{'nfsMountConfiguration':{'source':'s','relativeMountPath':'m'}}],"
            + "'upgradePolicy':{'mode':'automatic','rollingUpgradePolicy':{'maxBatchInstancePercent':20}}";
    private static final Map<String, String> GOOD = Map.of(
            "POST /pools",
                    "{'id':'p','vmSize':'Standard_D2ds_v5','resizeTimeout':'PT15M','targetDedicatedNodes':0,"
                            + "'virtualMachineConfiguration':{'nodeAgentSKUId':'batch.node.ubuntu 24.04'," + MACHINE
                            + "},'networkConfiguration':{'endpointConfiguration':{'inboundNATPools':[{'name':'a',"
                            + "'protocol':'tcp','backendPort':80,'frontendPortRangeStart':1000,"
                            + "'frontendPortRangeEnd':1100,'networkSecurityGroupRules':[{'priority':150,'access':'allow',"
                            + "'sourceAddressPrefix':'*','sourcePortRanges':['*']}]}]}}," + REST + "}",
            "POST /jobs",
                    "{'id':'j','poolInfo':{'poolId':'p'},'usesTaskDependencies':true,'constraints':{"
                            + "'maxWallClockTime':'PT1H'},'metadata':[{'name':'a','value':'b'}],"
                            + "'jobManagerTask':{'id':'m'," + TASK + "},'jobPreparationTask':{" + TASK
                            + "},'jobReleaseTask':{" + TASK + "}}",
            "POST /jobs/there/tasks",
                    "{'id':'t'," + TASK + ",'constraints':{'retentionTime':'P1D'},'dependsOn':{'taskIds':['a'],"
                            + "'taskIdRanges':[{'start':1,'end':2}]},'exitConditions':{'exitCodes':[{'code':1,"
                            + "'exitOptions':{'dependencyAction':'satisfy'}}]},'multiInstanceSettings':{"
                            + "'coordinationCommandLine':'x'}}",
            "POST /jobschedules",
                    "{'id':'s','schedule':{'recurrenceInterval':'PT1H','doNotRunUntil':'2100-01-01T00:00:00Z'},"
                            + "'jobSpecification':{'poolInfo':{'poolId':'p'},'jobManagerTask':{'id':'m'," + TASK
                            + "}}}",
            "PUT ARM/pools/q",
                    "{'properties':{'vmSize':'Standard_D2ds_v5','deploymentConfiguration':{"
                            + "'virtualMachineConfiguration':{'nodeAgentSkuId':'batch.node.ubuntu 24.04'," + MACHINE
                            + "}},'scaleSettings':{'fixedScale':{'targetDedicatedNodes':0}},"
                            + "'interNodeCommunication':'Disabled',"
                            + REST.replace("applicationPackageReferences", "applicationPackages") + "}}",
            "PATCH ARM",
                    "{'identity':{'type':'SystemAssigned'},'tags':{'a':'b'},'properties':{'allowedAuthenticationModes':"
                            + "['AAD'],'publicNetworkAccess':'Enabled','networkProfile':{'accountAccess':{"
                            + "'defaultAction':'Allow','ipRules':[{'action':'Allow','value':'127.0.0.1'}]}},"
                            + "'encryption':{'keySource':'Microsoft.Batch'},'autoStorage':{'storageAccountId':'/subscriptions/s/resourceGroups/g"
                            + "/providers/Microsoft.Storage/storageAccounts/a'}}}",
            "PUT ARM/applications/a", "{'properties':{'displayName':'a','allowUpdates':true}}");

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST /pools",
        "POST /jobs",
        "POST /jobs/there/tasks",
        "POST /jobschedules",
        "PUT ARM/pools/q",
        "PATCH ARM",
        "PUT ARM/applications/a"
    })
    void noValueOfABodyBreaksTheService(String operation) throws IOException {
        String good = WireAzure.json(GOOD.get(operation));
        SITE.call("POST", "/jobs", "{'id':'there','poolInfo':{'poolId':'p'},'usesTaskDependencies':true}");
        Answer taken = send(operation, good);
        assertThat(taken.status()).as(taken.body().toString()).isLessThan(300);
        List<String> broken = new ArrayList<>();
        for (String path : paths(Json.MAPPER.readTree(good), "")) {
            for (String odd : ODD) {
                String body = with(good, path, odd);
                Answer answer = send(operation, body);
                if (answer.status() >= 500) {
                    broken.add(path + " " + odd + ": " + answer.status());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static Answer send(String operation, String body) {
        String[] words = operation.split(" ");
        return words[1].startsWith("ARM")
                ? SITE.azure.arm(
                        words[0], SITE.accountPath + words[1].substring("ARM".length()), BatchSite.ARM_VERSION, body)
                : SITE.send(words[0], words[1], body, SITE.azure.batchToken(), Map.of());
    }

    private static List<String> paths(JsonNode node, String at) {
        List<String> all = new ArrayList<>();
        if (!at.isEmpty()) {
            all.add(at);
        }
        node.properties().forEach(field -> all.addAll(paths(field.getValue(), at + "/" + field.getKey())));
        if (node.isArray() && !node.isEmpty()) {
            all.addAll(paths(node.get(0), at + "/0"));
        }
        return all;
    }

    private static String with(String good, String path, String odd) throws IOException {
        JsonNode body = Json.MAPPER.readTree(good);
        JsonNode value = Json.MAPPER.readTree(WireAzure.json(odd));
        int cut = path.lastIndexOf('/');
        String last = path.substring(cut + 1);
        switch (body.at(path.substring(0, cut))) {
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array -> array.set(0, value);
            default -> throw new IllegalArgumentException(path);
        }
        return body.toString();
    }
}
