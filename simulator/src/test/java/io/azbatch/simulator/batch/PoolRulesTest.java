package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pool's body may hold at any depth; each refused body differs from an accepted one in a single thing. */
class PoolRulesTest {
    private static final BatchSite SITE = new BatchSite();
    private static final String ENDPOINT =
            "'name':'ssh','protocol':'tcp','backendPort':8080,'frontendPortRangeStart':15000,"
                    + "'frontendPortRangeEnd':15100";
    private static final String UBUNTU =
            "'imageReference':{'publisher':'canonical','offer':'ubuntu-24_04-lts','sku':'server'},"
                    + "'nodeAgentSKUId':'batch.node.ubuntu 24.04'";
    private static final String WINDOWS =
            "'imageReference':{'publisher':'microsoftwindowsserver','offer':'windowsserver',"
                    + "'sku':'2022-datacenter-g2'},'nodeAgentSKUId':'batch.node.windows amd64'";
    private static int number;

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            startTask ~ 'startTask':{'commandLine':'x','comandLine':'y'} ~ InvalidRequestBody
            startTask ~ 'startTask':{'commandLine':1} ~ InvalidRequestBody
            startTask ~ 'startTask':{'waitForSuccess':true} ~ MissingRequiredProperty
            startTask ~ 'startTask':{'commandLine':'x','maxTaskRetryCount':-2} ~ InvalidPropertyValue
            startTask ~ 'startTask':{'commandLine':'x','userIdentity':{'username':'a','autoUser':{}}} ~ InvalidPropertyValue
            startTask ~ 'startTask':{'commandLine':'x','userIdentity':{'autoUser':{'scope':'node'}}} ~ InvalidPropertyValue
            files ~ 'startTask':{'commandLine':'x','resourceFiles':[{'filePath':'a'}]} ~ InvalidPropertyValue
            files ~ 'startTask':{'commandLine':'x','resourceFiles':[{'httpUrl':'https://a/b'}]} ~ InvalidPropertyValue
            files ~ 'startTask':{'commandLine':'x','resourceFiles':[{'httpUrl':'https://a/b','filePath':'../b'}]} ~ InvalidPropertyValue
            files ~ 'startTask':{'commandLine':'x','resourceFiles':[{'httpUrl':'https://a/b','filePath':'a/../../b'}]} ~ InvalidPropertyValue
            files ~ 'startTask':{'commandLine':'x','resourceFiles':[{'autoStorageContainerName':'in'}]} ~ InvalidPropertyValue
            container ~ 'startTask':{'commandLine':'x','containerSettings':{'imageName':'busybox'}} ~ InvalidPropertyValue
            users ~ 'userAccounts':[{'name':'a'}] ~ MissingRequiredProperty
            users ~ 'userAccounts':[{'name':'a','password':'p'},{'name':'A','password':'p'}] ~ InvalidPropertyValue
            users ~ 'userAccounts':[{'name':'a','password':'p','linuxUserConfiguration':{'uid':1}}] ~ InvalidPropertyValue
            users ~ 'userAccounts':[{'name':'a','password':'p','windowsUserConfiguration':{'loginMode':'batch'}}] ~ InvalidPropertyValue
            mounts ~ 'mountConfiguration':[{}] ~ InvalidPropertyValue
            mounts ~ 'mountConfiguration':[{'nfsMountConfiguration':{'source':'s'}}] ~ MissingRequiredProperty
            mounts ~ 'mountConfiguration':[{'azureBlobFileSystemConfiguration':{'accountName':'a','containerName':'c','relativeMountPath':'m'}}] ~ InvalidPropertyValue
            mounts ~ 'mountConfiguration':[{'azureBlobFileSystemConfiguration':{'accountName':'a','containerName':'c','relativeMountPath':'m','accountKey':'k','sasKey':'s'}}] ~ InvalidPropertyValue
            addresses ~ 'networkConfiguration':{'publicIPAddressConfiguration':{'provision':'usermanaged'}} ~ InvalidPropertyValue
            addresses ~ 'networkConfiguration':{'publicIPAddressConfiguration':{'provision':'batchmanaged','ipAddressIds':['/x']}} ~ InvalidPropertyValue
            upgrade ~ 'upgradePolicy':{'mode':'sometimes'} ~ InvalidPropertyValue
            upgrade ~ 'upgradePolicy':{'mode':'rolling','rollingUpgradePolicy':{'maxBatchInstancePercent':4}} ~ InvalidPropertyValue
            upgrade ~ 'upgradePolicy':{'mode':'rolling','rollingUpgradePolicy':{'maxBatchInstancePercent':50,'maxUnhealthyInstancePercent':20}} ~ InvalidPropertyValue
            upgrade ~ 'upgradePolicy':{'mode':'rolling','rollingUpgradePolicy':{'enableCrossZoneUpgrade':true}} ~ InvalidPropertyValue
            certificates ~ 'certificateReferences':[{'thumbprint':'ab','thumbprintAlgorithm':'sha1'}] ~ InvalidCertificateReferences
            tags ~ 'resourceTags':{'a':'b'} ~ InvalidPropertyValue
            span ~ 'resizeTimeout':'P99999999999999999999D' ~ InvalidPropertyValue
            slots ~ 'taskSlotsPerNode':9 ~ InvalidPropertyValue
            """)
    void aBodyThatBatchRefuses(String what, String property, String code) {
        assertThat(add(property).text("code")).as(what).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            'startTask':{'commandLine':'x','maxTaskRetryCount':-1,'userIdentity':{'autoUser':{'scope':'Pool','elevationLevel':'Admin'}}}
            'startTask':{'commandLine':'x','resourceFiles':[{'httpUrl':'https://a/b','filePath':'b','fileMode':'0770'}]}
            'startTask':{'commandLine':'x','resourceFiles':[{'storageContainerUrl':'https://a/b','blobPrefix':'p'}]}
            'startTask':{'commandLine':'x','resourceFiles':[{'httpUrl':'https://a/b','filePath':'a..b/../c','fileMode':'rwx'}]}
            'startTask':{'commandLine':'x','resourceFiles':[{'httpUrl':'https://a/b','filePath':'b','identityReference':{'resourceId':'/x'}}]}
            'userAccounts':[{'name':'a','password':'p','linuxUserConfiguration':{'uid':1,'gid':1}}]
            'mountConfiguration':[{'azureBlobFileSystemConfiguration':{'accountName':'a','containerName':'c','relativeMountPath':'m','sasKey':'s'}}]
            'mountConfiguration':[{'nfsMountConfiguration':{'source':'s','relativeMountPath':'n'}},{'cifsMountConfiguration':{'source':'s','relativeMountPath':'m','username':'u','password':'p'}}]
            'mountConfiguration':[{'nfsMountConfiguration':{'source':'s','relativeMountPath':'/mnt/'}}]
            'networkConfiguration':{'publicIPAddressConfiguration':{'provision':'nopublicipaddresses'}}
            'upgradePolicy':{'mode':'rolling','rollingUpgradePolicy':{'maxBatchInstancePercent':20,'maxUnhealthyInstancePercent':50,'pauseTimeBetweenBatches':'PT5S'}}
            'upgradePolicy':{'mode':'automatic','automaticOSUpgradePolicy':{'enableAutomaticOSUpgrade':true}}
            'targetNodeCommunicationMode':'Simplified','taskSlotsPerNode':8
            """)
    void aBodyThatBatchTakes(String property) {
        Answer added = add(property);

        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            UBUNTU ~ 'windowsConfiguration':{'enableAutomaticUpdates':true} ~ windowsConfiguration
            UBUNTU ~ 'licenseType':'Windows_Server' ~ licenseType
            WINDOWS ~ 'licenseType':'RHEL_BYOS' ~ licenseType
            UBUNTU ~ 'dataDisks':[{'lun':64,'diskSizeGB':1}] ~ lun
            UBUNTU ~ 'dataDisks':[{'lun':1,'diskSizeGB':1},{'lun':1,'diskSizeGB':1}] ~ lun
            UBUNTU ~ 'diskEncryptionConfiguration':{'targets':['osdisk','temporarydisk']} ~ targets
            UBUNTU ~ 'containerConfiguration':{'type':'dockerCompatible'} ~ containerConfiguration
            UBUNTU ~ 'extensions':[{'name':'a','publisher':'p','type':'t'},{'name':'A','publisher':'p','type':'t'}] ~ name
            UBUNTU ~ 'securityProfile':{'uefiSettings':{'secureBootEnabled':true}} ~ uefiSettings
            UBUNTU ~ 'securityProfile':{'securityType':'confidentialVM'} ~ securityEncryptionType
            UBUNTU ~ 'osDisk':{'managedDisk':{'storageAccountType':'ultra_lrs'}} ~ storageAccountType
            UBUNTU ~ 'osDisk':{'managedDisk':{'diskEncryptionSet':{'id':'/x'}}} ~ diskEncryptionSet
            UBUNTU ~ 'serviceArtifactReference':{'id':'/x'} ~ serviceArtifactReference
            UBUNTU ~ 'nodePlacementConfiguration':{'policy':'global'} ~ policy
            """)
    void aMachineThatBatchRefuses(String system, String property, String named) {
        assertRefused(addMachine(system, property), 400, "InvalidPropertyValue", "PropertyName", named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            WINDOWS ~ 'windowsConfiguration':{'enableAutomaticUpdates':true},'licenseType':'Windows_Server'
            WINDOWS ~ 'diskEncryptionConfiguration':{'targets':['osdisk','temporarydisk']}
            WINDOWS ~ 'diskEncryptionConfiguration':{'targets':['TemporaryDisk']}
            UBUNTU ~ 'osDisk':{'caching':'readwrite','ephemeralOSDiskSettings':{'placement':'cachedisk'}}
            UBUNTU ~ 'imageReference':{'publisher':'canonical','offer':'ubuntu-24_04-lts','sku':'server','exactVersion':'24.04.1'}
            UBUNTU ~ 'extensions':[{'name':'a','publisher':'p','type':'t','provisionAfterExtensions':['b']}]
            UBUNTU ~ 'diskEncryptionConfiguration':{'targets':['TemporaryDisk']},'dataDisks':[{'lun':0,'diskSizeGB':1},{'lun':1,'diskSizeGB':1}]
            UBUNTU ~ 'extensions':[{'name':'a','publisher':'p','type':'t','protectedSettings':{'k':'s'}},{'name':'b','publisher':'p','type':'t','provisionAfterExtensions':['a']}]
            UBUNTU ~ 'securityProfile':{'securityType':'trustedLaunch','uefiSettings':{'secureBootEnabled':true,'vTpmEnabled':true}}
            UBUNTU ~ 'securityProfile':{'securityType':'confidentialVM'},'osDisk':{'managedDisk':{'securityProfile':{'securityEncryptionType':'VMGuestStateOnly'}}}
            """)
    void aMachineThatBatchTakes(String system, String property) {
        Answer added = addMachine(system, property);

        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            'backendPort':29876 ~ backendPort
            'frontendPortRangeEnd':15038 ~ frontendPortRangeEnd
            'frontendPortRangeStart':49990,'frontendPortRangeEnd':50040 ~ frontendPortRangeStart
            'name':'-x' ~ name
            'networkSecurityGroupRules':[{'priority':149,'access':'allow','sourceAddressPrefix':'*'}] ~ priority
            'networkSecurityGroupRules':[{'priority':150,'access':'allow','sourceAddressPrefix':'10.0.0.0/8/8'}] ~ sourceAddressPrefix
            """)
    void anEndpointThatBatchRefuses(String property, String named) {
        assertThat(addEndpoint(
                                "'backendPort':3389,'networkSecurityGroupRules':[{'priority':150,'access':'allow','sourceAddressPrefix':'10.0.0.0/8'}]")
                        .status())
                .isEqualTo(201);

        assertRefused(addEndpoint(property), 400, "InvalidPropertyValue", "PropertyName", named);
    }

    @Test
    void secretsOfExtensionsDoNotComeBack() {
        addMachine(
                "UBUNTU", "'extensions':[{'name':'a','publisher':'p','type':'t','protectedSettings':{'k':'secret'}}]");

        Answer pool = SITE.get("/pools/r" + number);

        assertThat(pool.at("virtualMachineConfiguration", "extensions")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("a");
        assertThat(pool.body().toString()).doesNotContain("secret");
    }

    @Test
    void aSubnetMustBeThereInTheAccountsRegion() {
        String net = SITE.azure.group("render") + "/providers/Microsoft.Network/virtualNetworks/";
        String body = "{'location':'%s','properties':{'addressSpace':{'addressPrefixes':['10.0.0.0/16']},"
                + "'subnets':[{'name':'s','properties':{'addressPrefix':'10.0.0.0/24'}}]}}";
        SITE.azure.arm("PUT", net + "here", "2024-01-01", WireAzure.json(body.formatted("westeurope")));
        SITE.azure.arm("PUT", net + "there", "2024-01-01", WireAzure.json(body.formatted("northeurope")));

        assertRefused(addTo(net + "none"), 400, "InvalidPropertyValue", "Reason", "does not exist");
        assertRefused(addTo(net + "there"), 400, "InvalidPropertyValue", "Reason", "in the region northeurope");
        assertThat(addTo(net + "here").status()).isEqualTo(201);
    }

    @Test
    void classicCommunicationIsHonouredUntilItsEndAndTakenAfterIt() {
        try (BatchSite before = new BatchSite("{'location':'westeurope'}", Instant.parse("2026-03-30T00:00:00Z"))) {
            assertThat(before.addPool("p", "'targetNodeCommunicationMode':'classic','targetDedicatedNodes':1")
                            .status())
                    .isEqualTo(201);
            before.advance(Duration.ofMinutes(6));
            assertThat(before.get("/pools/p").text("currentNodeCommunicationMode"))
                    .isEqualTo("classic");
            before.advance(Duration.ofDays(1));
            assertThat(before.get("/pools/p").text("currentNodeCommunicationMode"))
                    .isEqualTo("simplified");
            assertThat(before.addPool("q", "'targetNodeCommunicationMode':'classic'")
                            .status())
                    .isEqualTo(201);
        }
    }

    private static Answer add(String property) {
        return SITE.addPool("r" + ++number, property);
    }

    private static Answer addMachine(String system, String property) {
        String machine = system.equals("WINDOWS") ? WINDOWS : UBUNTU;
        return SITE.call(
                "POST",
                "/pools",
                "{'id':'r" + ++number + "','vmSize':'Standard_D2ds_v5','virtualMachineConfiguration':{" + machine + ","
                        + property + "}}");
    }

    /** Later properties of the same name count. */
    private static Answer addEndpoint(String property) {
        return add("'networkConfiguration':{'endpointConfiguration':{'inboundNATPools':[{" + ENDPOINT + "," + property
                + "}]}}");
    }

    private static Answer addTo(String network) {
        return add("'networkConfiguration':{'subnetId':'" + network + "/subnets/s'}");
    }
}
