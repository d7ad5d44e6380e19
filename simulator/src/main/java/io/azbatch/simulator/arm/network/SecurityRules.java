package io.azbatch.simulator.arm.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;

/** The rules that Azure puts behind those of every security group. */
final class SecurityRules {
    private static final String ANY = "*";
    private static final int FIRST = 65_000;
    private static final int LAST = 65_500;

    private SecurityRules() {}

    static ArrayNode defaults(String group) {
        ArrayNode rules = Json.array();
        rules.add(rule(group, "AllowVnetInBound", "VirtualNetwork", "VirtualNetwork", FIRST, "Inbound"));
        rules.add(rule(group, "AllowAzureLoadBalancerInBound", "AzureLoadBalancer", ANY, FIRST + 1, "Inbound"));
        rules.add(rule(group, "DenyAllInBound", ANY, ANY, LAST, "Inbound"));
        rules.add(rule(group, "AllowVnetOutBound", "VirtualNetwork", "VirtualNetwork", FIRST, "Outbound"));
        rules.add(rule(group, "AllowInternetOutBound", ANY, "Internet", FIRST + 1, "Outbound"));
        rules.add(rule(group, "DenyAllOutBound", ANY, ANY, LAST, "Outbound"));
        return rules;
    }

    private static ObjectNode rule(
            String group, String name, String source, String destination, int priority, String direction) {
        ObjectNode rule = Json.object()
                .put("name", name)
                .put("id", group + "/defaultSecurityRules/" + name)
                .put("type", "Microsoft.Network/networkSecurityGroups/defaultSecurityRules");
        ObjectNode properties = rule.putObject("properties")
                .put("provisioningState", "Succeeded")
                .put("protocol", ANY)
                .put("sourcePortRange", ANY)
                .put("destinationPortRange", ANY)
                .put("sourceAddressPrefix", source)
                .put("destinationAddressPrefix", destination)
                .put("access", name.startsWith("Allow") ? "Allow" : "Deny")
                .put("priority", priority)
                .put("direction", direction);
        for (String list : new String[] {
            "sourcePortRanges", "destinationPortRanges", "sourceAddressPrefixes", "destinationAddressPrefixes"
        }) {
            properties.putArray(list);
        }
        return rule;
    }
}
