package io.azbatch.simulator.arm.network;

import io.azbatch.simulator.arm.ArmProvider;
import io.azbatch.simulator.arm.ArmProvider.ProviderType;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.PlainProvider;
import io.azbatch.simulator.arm.PlainRules;
import java.util.List;
import java.util.stream.Stream;

/** Providers without behaviour of their own in time. */
public final class Surroundings {
    private static final List<String> VAULT =
            List.of("2016-10-01", "2018-02-14", "2019-09-01", "2021-10-01", "2022-07-01", "2023-02-01", "2024-11-01");
    private static final List<String> IDENTITY =
            List.of("2018-11-30", "2023-01-31", "2024-11-30", "2025-05-31-preview");

    private Surroundings() {}

    /** Networks, key vaults, managed identities. */
    public static List<ArmProvider> all(Azure azure) {
        return List.of(
                new PlainProvider(
                        azure,
                        "Microsoft.Network",
                        types(
                                NetworkVersions.ALL,
                                "virtualNetworks",
                                "virtualNetworks/subnets",
                                "networkInterfaces",
                                "publicIPAddresses",
                                "networkSecurityGroups",
                                "networkSecurityGroups/securityRules",
                                "routeTables",
                                "natGateways",
                                "privateEndpoints"),
                        new NetworkRules(azure.resources())),
                new PlainProvider(azure, "Microsoft.KeyVault", types(VAULT, "vaults"), PlainRules.NONE),
                new PlainProvider(
                        azure,
                        "Microsoft.ManagedIdentity",
                        types(IDENTITY, "userAssignedIdentities"),
                        PlainRules.NONE));
    }

    private static List<ProviderType> types(List<String> versions, String... names) {
        return Stream.of(names).map(name -> new ProviderType(name, versions)).toList();
    }
}
