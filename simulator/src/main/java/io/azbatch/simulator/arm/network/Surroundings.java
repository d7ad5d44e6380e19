package io.azbatch.simulator.arm.network;

import io.azbatch.simulator.arm.ArmProvider;
import io.azbatch.simulator.arm.ArmProvider.ProviderType;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.PlainProvider;
import java.util.List;
import java.util.stream.Stream;

/** Providers without behaviour of their own in time. */
public final class Surroundings {
    private static final List<String> VAULT = List.of(
            "2015-06-01",
            "2016-10-01",
            "2018-02-14",
            "2019-09-01",
            "2021-10-01",
            "2022-07-01",
            "2023-02-01",
            "2023-07-01",
            "2024-11-01",
            "2025-05-01",
            "2026-02-01");
    private static final List<String> IDENTITY = List.of(
            "2015-08-31-preview",
            "2018-11-30",
            "2021-09-30-preview",
            "2022-01-31-preview",
            "2023-01-31",
            "2024-11-30",
            "2025-01-31-preview",
            "2025-05-31-preview");

    private Surroundings() {}

    /** Networks, key vaults, managed identities. */
    public static List<ArmProvider> all(Azure azure) {
        return List.of(
                new NetworkProvider(azure),
                new PlainProvider(azure, "Microsoft.KeyVault", types(VAULT, "vaults"), new VaultRules()),
                new PlainProvider(
                        azure,
                        "Microsoft.ManagedIdentity",
                        types(IDENTITY, "userAssignedIdentities"),
                        new IdentityRules(azure.tenant())));
    }

    private static List<ProviderType> types(List<String> versions, String... names) {
        return Stream.of(names).map(name -> new ProviderType(name, versions)).toList();
    }
}
