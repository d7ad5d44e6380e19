package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.ARM_VERSION;
import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ARM takes and refuses of an account's settings, and what it shows of an account besides. */
class AccountRulesTest {
    private static final BatchSite SITE = new BatchSite();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {'properties':{'publicNetworkAccess':'Open'}} ~ publicNetworkAccess
            {'properties':{'allowedAuthenticationModes':['Password']}} ~ allowedAuthenticationModes
            {'properties':{'publicNetworkAccess':[]}} ~ publicNetworkAccess
            {'properties':{'allowedAuthenticationModes':'AAD'}} ~ allowedAuthenticationModes
            {'properties':{'encryption':'Microsoft.Batch'}} ~ encryption
            {'properties':{'networkProfile':{'accountAccess':{'ipRules':[]}}}} ~ defaultAction
            {'properties':{'networkProfile':{'accountAccess':{'defaultAction':'Allow','ipRules':[{'action':'Allow','value':'here'}]}}}} ~ ipRule
            {'properties':{'encryption':{'keySource':'Microsoft.KeyVault'}}} ~ keyIdentifier
            {'properties':{'autoStorage':{'storageAccountId':'/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a','authenticationMode':'BatchAccountManagedIdentity'}}} ~ managed identity
            {'identity':{'type':'UserAssigned'}} ~ userAssignedIdentities
            """)
    void aChangeThatIsRefused(String body, String reason) {
        Answer refused = SITE.azure.arm("PATCH", SITE.accountPath, ARM_VERSION, WireAzure.json(body));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error", "code")).isEqualTo("InvalidRequestBody");
        assertThat(refused.at("error", "details").get(0).path("message").asText())
                .contains(reason);
    }

    @Test
    void aNetworkProfileThatNamesNobodyKeepsCallersOut() {
        try (BatchSite site = new BatchSite()) {
            String profile =
                    "{'properties':{'networkProfile':{'accountAccess':{'defaultAction':'Deny','ipRules':[%s]}}}}";
            site.azure.arm("PATCH", site.accountPath, ARM_VERSION, WireAzure.json(profile.formatted("")));
            assertRefused(site.get("/pools"), 403, "Forbidden");

            String rule = "{'action':'Allow','value':'127.0.0.1'}";
            site.azure.arm("PATCH", site.accountPath, ARM_VERSION, WireAzure.json(profile.formatted(rule)));
            assertThat(site.get("/pools").status()).isEqualTo(200);
        }
    }

    @Test
    void anAccountShowsItsPrivateLinksItsDetectorsAndWhereItsNodesMustReach() {
        assertThat(part("privateLinkResources").at("value")).hasSize(2);
        assertThat(part("privateLinkResources/nodeManagement").text("properties", "groupId"))
                .isEqualTo("nodeManagement");
        assertThat(part("privateLinkResources/other").text("error", "code")).isEqualTo("PrivateLinkResourceNotFound");
        assertThat(part("privateEndpointConnections").at("value")).isEmpty();
        assertThat(part("detectors").at("value").get(0).path("name").asText()).isEqualTo("poolsAndNodes");
        assertThat(part("certificates").at("value")).isEmpty();
        assertThat(part("outboundNetworkDependenciesEndpoints").at("value").findValuesAsText("category"))
                .containsExactly("Azure Batch", "Azure Storage", "Microsoft Package Repository", "Azure Key Vault");
    }

    @Test
    void nodesAreMachinesOfTheSubscriptionOnlyWhereTheAccountSaysSo() {
        assertThat(usedCores(SITE)).isZero();
        SITE.upPool("p", 2, 0);
        assertThat(usedCores(SITE)).isZero();

        try (BatchSite own = new BatchSite(
                "{'location':'westeurope','properties':{'poolAllocationMode':'UserSubscription','keyVaultReference':"
                        + "{'id':'/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v',"
                        + "'url':'https://v.vault.azure.net/'}}}")) {
            own.azure.settings("{\"coreQuota\":5}");
            own.upPool("p", 3, 1);
            assertThat(own.get("/pools/p").at("currentDedicatedNodes").asInt()).isEqualTo(2);
            assertThat(own.get("/pools/p").at("currentLowPriorityNodes").asInt())
                    .isEqualTo(1);
            assertThat(own.get("/pools/p")
                            .at("resizeErrors")
                            .get(0)
                            .path("code")
                            .asText())
                    .isEqualTo("AllocationFailed");
            assertThat(usedCores(own)).isEqualTo(4);
        }
    }

    @Test
    void anAccountThatWritesItsModesInAnotherCaseAllowsThem() {
        try (BatchSite site = new BatchSite()) {
            Answer patched = site.azure.arm(
                    "PATCH",
                    site.accountPath,
                    ARM_VERSION,
                    WireAzure.json("{'properties':{'allowedAuthenticationModes':['aad','sharedKey']}}"));

            assertThat(patched.status()).as(patched.body().toString()).isEqualTo(200);
            assertThat(site.get("/pools").status()).isEqualTo(200);
        }
    }

    private static int usedCores(BatchSite site) {
        Answer usages = site.azure.arm(
                "GET",
                "/subscriptions/" + site.azure.subscription()
                        + "/providers/Microsoft.Compute/locations/westeurope/usages",
                "2024-07-01",
                "");
        for (var usage : usages.at("value")) {
            if (usage.path("name").path("value").asText().equals("cores")) {
                return usage.path("currentValue").asInt();
            }
        }
        throw new AssertionError(usages.body());
    }

    private static Answer part(String path) {
        return SITE.azure.arm("GET", SITE.accountPath + "/" + path, ARM_VERSION, "");
    }
}
