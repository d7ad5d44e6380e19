package io.azbatch.simulator.storage;

import io.azbatch.simulator.arm.ArmProvider;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.http.Router;
import io.azbatch.simulator.storage.account.AccountsApi;
import io.azbatch.simulator.storage.account.ContainersApi;
import java.util.List;

/** Microsoft.Storage. */
public final class StorageProvider implements ArmProvider {
    private static final List<String> VERSIONS = List.of(
            "2015-06-15",
            "2016-01-01",
            "2016-12-01",
            "2017-06-01",
            "2017-10-01",
            "2018-02-01",
            "2018-07-01",
            "2018-11-01",
            "2019-04-01",
            "2019-06-01",
            "2020-08-01-preview",
            "2021-01-01",
            "2021-02-01",
            "2021-04-01",
            "2021-06-01",
            "2021-08-01",
            "2021-09-01",
            "2022-05-01",
            "2022-09-01",
            "2023-01-01",
            "2023-04-01",
            "2023-05-01",
            "2024-01-01",
            "2025-01-01",
            "2025-06-01",
            "2025-08-01",
            "2026-04-01",
            "2026-06-01",
            "2026-09-01");

    private final Azure azure;
    private final Storage storage;

    public StorageProvider(Azure azure, Storage storage) {
        this.azure = azure;
        this.storage = storage;
    }

    @Override
    public String namespace() {
        return "Microsoft.Storage";
    }

    @Override
    public List<ProviderType> types() {
        return List.of(
                new ProviderType("storageAccounts", VERSIONS),
                new ProviderType("storageAccounts/blobServices", VERSIONS),
                new ProviderType("storageAccounts/blobServices/containers", VERSIONS),
                new ProviderType("checkNameAvailability", VERSIONS),
                new ProviderType("locations/usages", VERSIONS),
                new ProviderType("locations/asyncoperations", VERSIONS));
    }

    @Override
    public void routes(Router router) {
        new AccountsApi(azure, storage).routes(router);
        new ContainersApi(azure, storage).routes(router);
    }
}
