package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Networks hang together: links lead somewhere, both ends show them, and what is linked to stays. */
final class NetworksTest {
    private final Caller azure = new Caller();
    private final String network = azure.group() + "/providers/Microsoft.Network/";

    @BeforeEach
    void make() {
        new Estate(azure);
        put("virtualNetworks/v", """
                {'addressSpace':{'addressPrefixes':['10.1.0.0/16']},
                 'subnets':[{'name':'a','properties':{'addressPrefix':'10.1.0.0/29'}}]}""");
        put("publicIPAddresses/p", "{'publicIPAllocationMethod':'Static'}");
        put("networkSecurityGroups/g", "{}");
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer put(String name, String properties) {
        return azure.arm(
                "PUT",
                network + name,
                Caller.NETWORK,
                ("{'location':'westeurope','properties':" + properties + "}").replace('\'', '"'));
    }

    private Answer get(String name) {
        return azure.get(network + name, Caller.NETWORK);
    }

    private Answer delete(String name) {
        return azure.arm("DELETE", network + name, Caller.NETWORK, "");
    }

    /** An interface in the subnet, with further properties of its IP configuration. */
    private Answer nic(String name, String more) {
        return put(
                "networkInterfaces/" + name,
                "{'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'" + network
                        + "virtualNetworks/v/subnets/a'}" + more + "}}]}");
    }

    private String address() {
        return ",'publicIPAddress':{'id':'" + network + "publicIPAddresses/p'}";
    }

    @Test
    void anInterfaceGetsAnAddressOfItsSubnetAndKeepsIt() {
        assertThat(nic("one", "")
                        .body()
                        .at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText())
                .isEqualTo("10.1.0.4");
        assertThat(nic("two", "")
                        .body()
                        .at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText())
                .isEqualTo("10.1.0.5");
        assertThat(nic("one", "")
                        .body()
                        .at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText())
                .isEqualTo("10.1.0.4");
        nic("three", "");
        assertThat(nic("four", "").code()).isEqualTo("SubnetIsFull");
        delete("networkInterfaces/two");
        assertThat(nic("four", "")
                        .body()
                        .at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText())
                .isEqualTo("10.1.0.5");
        assertThat(nic("one", ",'privateIPAllocationMethod':'Static','privateIPAddress':'10.1.0.5'")
                        .code())
                .isEqualTo("PrivateIPAddressIsAllocated");
    }

    @Test
    void bothEndsShowALink() {
        nic("one", address());
        String configuration = network + "networkInterfaces/one/ipConfigurations/ip";
        assertThat(get("networkInterfaces/one")
                        .body()
                        .at("/properties/ipConfigurations/0/id")
                        .asText())
                .isEqualTo(configuration);
        assertThat(get("publicIPAddresses/p").text("properties", "ipConfiguration", "id"))
                .isEqualTo(configuration);
        assertThat(get("virtualNetworks/v/subnets/a")
                        .body()
                        .at("/properties/ipConfigurations/0/id")
                        .asText())
                .isEqualTo(configuration);
        assertThat(get("virtualNetworks/v")
                        .body()
                        .at("/properties/subnets/0/properties/ipConfigurations/0/id")
                        .asText())
                .isEqualTo(configuration);
        delete("networkInterfaces/one");
        assertThat(get("publicIPAddresses/p").at("properties").has("ipConfiguration"))
                .isFalse();
        assertThat(get("virtualNetworks/v/subnets/a").at("properties").has("ipConfigurations"))
                .isFalse();
    }

    @Test
    void whatIsLinkedToStays() {
        nic("one", address());
        put("networkInterfaces/two", "{'networkSecurityGroup':{'id':'" + network + "networkSecurityGroups/g'}}");
        Answer subnet = delete("virtualNetworks/v/subnets/a");
        assertThat(subnet.status()).isEqualTo(400);
        assertThat(subnet.code()).isEqualTo("InUseSubnetCannotBeDeleted");
        assertThat(subnet.message()).startsWith("Subnet a is in use by " + network + "networkInterfaces/one/ipConf");
        assertThat(delete("virtualNetworks/v").code()).isEqualTo("InUseSubnetCannotBeDeleted");
        assertThat(delete("publicIPAddresses/p").code()).isEqualTo("PublicIPAddressCannotBeDeleted");
        assertThat(delete("networkSecurityGroups/g").code()).isEqualTo("InUseNetworkSecurityGroupCannotBeDeleted");
        delete("networkInterfaces/one");
        delete("networkInterfaces/two");
        assertThat(delete("publicIPAddresses/p").status()).isEqualTo(200);
        assertThat(delete("networkSecurityGroups/g").status()).isEqualTo(200);
        assertThat(delete("virtualNetworks/v").status()).isEqualTo(200);
        assertThat(delete("virtualNetworks/v").status()).isEqualTo(204);
    }

    @Test
    void aLinkLeadsSomewhere() {
        Answer refused = put(
                "networkInterfaces/one", "{'networkSecurityGroup':{'id':'" + network + "networkSecurityGroups/none'}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidResourceReference");
        assertThat(get("networkInterfaces/one").code()).isEqualTo("ResourceNotFound");
        nic("one", address());
        assertThat(nic("two", address()).code()).isEqualTo("PublicIPAddressInUse");
    }

    @Test
    void aNetworkTellsWhichAddressesAreFree() {
        nic("one", "");
        Answer taken = get("virtualNetworks/v/CheckIPAddressAvailability?ipAddress=10.1.0.4");
        assertThat(taken.at("available").asBoolean()).isFalse();
        assertThat(taken.at("availableIPAddresses").get(0).asText()).isEqualTo("10.1.0.5");
        assertThat(get("virtualNetworks/v/CheckIPAddressAvailability?ipAddress=10.1.0.6")
                        .at("available")
                        .asBoolean())
                .isTrue();
        assertThat(get("virtualNetworks/v/CheckIPAddressAvailability?ipAddress=10.2.0.9")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void securityGroupsShowTheirRulesAndThoseOfAzure() {
        put("networkSecurityGroups/g/securityRules/ssh", "{'priority':100}");
        Answer group = get("networkSecurityGroups/g");
        assertThat(group.at("properties", "securityRules").findValuesAsText("name"))
                .containsExactly("ssh");
        assertThat(group.at("properties", "defaultSecurityRules").size()).isEqualTo(6);
    }

    @Test
    void usagesCountWhatThereIs() {
        String usages = azure.subscription() + "/providers/Microsoft.Network/locations/westeurope/usages";
        Answer before = azure.get(usages, Caller.NETWORK);
        nic("one", "");
        Answer after = azure.get(usages, Caller.NETWORK);
        assertThat(before.at("value").get(1).at("/name/value").asText()).isEqualTo("NetworkInterfaces");
        assertThat(after.at("value").get(1).path("currentValue").asInt()
                        - before.at("value").get(1).path("currentValue").asInt())
                .isEqualTo(1);
    }

    @Test
    void aListOfSubnetsRemovesThoseThatItLeavesOut() {
        put("virtualNetworks/v", "{'subnets':[{'name':'b','properties':{'addressPrefix':'10.1.1.0/24'}}]}");
        assertThat(get("virtualNetworks/v/subnets/a").status()).isEqualTo(404);
        put("virtualNetworks/v", "{}");
        assertThat(get("virtualNetworks/v").body().at("/properties/subnets").findValuesAsText("name"))
                .containsExactly("b");
    }

    @Test
    void aListThatLeavesOutASubnetInUseIsRefusedWhole() {
        nic("one", "");
        assertThat(put("virtualNetworks/v", "{'subnets':[]}").code()).isEqualTo("InUseSubnetCannotBeDeleted");
        assertThat(get("virtualNetworks/v/subnets/a").status()).isEqualTo(200);
    }

    @Test
    void aSubscriptionListsThemToo() {
        nic("one", "");
        assertThat(azure.get(azure.subscription() + "/providers/Microsoft.Network/networkInterfaces", Caller.NETWORK)
                        .at("value")
                        .findValuesAsText("id"))
                .contains(network + "networkInterfaces/one");
    }

    @Test
    void aNetworkIsMadeWithAllItsSubnetsOrNotAtAll() {
        assertThat(put("virtualNetworks/w", """
                        {'subnets':[{'name':'b','properties':{'addressPrefix':'10.2.1.0/24'}},
                         {'name':'c','properties':{'networkSecurityGroup':{'id':'%snetworkSecurityGroups/none'}}}]}""".formatted(network)).code()).isEqualTo("InvalidResourceReference");
        assertThat(get("virtualNetworks/w").status()).isEqualTo(404);
        assertThat(get("virtualNetworks/w/subnets/b").status()).isEqualTo(404);
    }

    @Test
    void aRouteTableOfASubnetAndASubnetOfAPrivateEndpointStay() {
        put("routeTables/r", "{}");
        put("virtualNetworks/v/subnets/b", """
                {'addressPrefix':'10.1.1.0/24','routeTable':{'id':'%srouteTables/r'}}""".formatted(network));
        Answer refused = delete("routeTables/r");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InUseRouteTableCannotBeDeleted");
        put("privateEndpoints/e", """
                {'subnet':{'id':'%1$svirtualNetworks/v/subnets/b'},
                 'privateLinkServiceConnections':[{'properties':{'privateLinkServiceId':'%1$spublicIPAddresses/p'}}]}""".formatted(network));
        assertThat(delete("virtualNetworks/v/subnets/b").code()).isEqualTo("InUseSubnetCannotBeDeleted");
        delete("privateEndpoints/e");
        assertThat(delete("virtualNetworks/v/subnets/b").status()).isEqualTo(200);
        assertThat(delete("routeTables/r").status()).isEqualTo(200);
    }

    @Test
    void aPatchTakesNeitherPropertiesNorPlaceAway() {
        nic("one", "");
        String body = "{\"properties\":null,\"location\":\"northeurope\",\"tags\":{\"a\":\"b\"}}";
        Answer patched = azure.arm("PATCH", network + "networkInterfaces/one", Caller.NETWORK, body);
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.text("location")).isEqualTo("westeurope");
        assertThat(patched.text("tags", "a")).isEqualTo("b");
        assertThat(patched.at("properties", "ipConfigurations")).hasSize(1);
    }

    @Test
    void everyConfigurationOfAnInterfaceHasAnAddressOfItsOwn() {
        String subnet = "'subnet':{'id':'" + network + "virtualNetworks/v/subnets/a'}";
        Answer made = put(
                "networkInterfaces/two",
                "{'ipConfigurations':[{'name':'a','properties':{'primary':true," + subnet
                        + "}},{'name':'b','properties':{" + subnet + "}}]}");
        assertThat(made.at("properties", "ipConfigurations").findValuesAsText("privateIPAddress"))
                .containsExactly("10.1.0.4", "10.1.0.5");
    }
}
