package io.azbatch.simulator.arm.network;

import io.azbatch.simulator.arm.ArmProvider;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.PlainProvider;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.stream.Stream;

/** Microsoft.Network: resources that are kept and hang together, and what can be asked of them. */
final class NetworkProvider implements ArmProvider {
    private static final List<String> KEPT = List.of(
            "virtualNetworks",
            "virtualNetworks/subnets",
            "networkInterfaces",
            "publicIPAddresses",
            "publicIPPrefixes",
            "networkSecurityGroups",
            "networkSecurityGroups/securityRules",
            "applicationSecurityGroups",
            "routeTables",
            "routeTables/routes",
            "natGateways",
            "privateEndpoints");
    private static final List<String> ASKED = List.of("locations/usages", "virtualNetworks/CheckIPAddressAvailability");

    private final Azure azure;
    private final PlainProvider kept;

    NetworkProvider(Azure azure) {
        this.azure = azure;
        this.kept = new PlainProvider(azure, namespace(), types(KEPT), new NetworkRules(azure.resources()));
    }

    @Override
    public String namespace() {
        return "Microsoft.Network";
    }

    @Override
    public List<ProviderType> types() {
        return Stream.concat(kept.types().stream(), types(ASKED).stream()).toList();
    }

    @Override
    public void routes(Router router) {
        kept.routes(router);
        new NetworkQuestions(azure).routes(router);
    }

    private static List<ProviderType> types(List<String> names) {
        return names.stream()
                .map(name -> new ProviderType(name, NetworkVersions.ALL))
                .toList();
    }
}
