package io.azbatch.operator.azure;

import com.azure.core.util.Context;
import com.azure.resourcemanager.storage.fluent.StorageAccountsClient;
import com.azure.resourcemanager.storage.fluent.models.StorageAccountInner;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.StorageAccounts;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Storage accounts through Microsoft.Storage. */
final class AzureStorageAccounts implements StorageAccounts {

    private final Connections connections;
    private final Calls calls;

    AzureStorageAccounts(Connections connections, Calls calls) {
        this.connections = connections;
        this.calls = calls;
    }

    @Override
    public Reading<StorageAccount> get(Credential credential, ResourceId id) {
        return calls.read(
                credential,
                "storageAccount",
                id.toString(),
                () -> account(
                        id,
                        accounts(credential, id.subscriptionId())
                                .getByResourceGroupWithResponse(id.resourceGroup(), id.name(), null, Context.NONE)
                                .getValue()));
    }

    @Override
    public Reading<List<StorageAccount>> list(Credential credential, String subscriptionId, String resourceGroup) {
        return calls.read(
                credential,
                "storageAccounts",
                "/subscriptions/" + subscriptionId + "/resourceGroups/" + resourceGroup,
                () -> accounts(credential, subscriptionId).listByResourceGroup(resourceGroup).stream()
                        .map(account -> account(
                                ResourceId.storageAccount(subscriptionId, resourceGroup, account.name()), account))
                        .toList());
    }

    private StorageAccountsClient accounts(Credential credential, String subscriptionId) {
        return connections.arm(credential, subscriptionId).storage().getStorageAccounts();
    }

    /** An account that is being made has no endpoints yet; its state says so. */
    private static StorageAccount account(ResourceId id, StorageAccountInner account) {
        return new StorageAccount(
                id,
                new Region(MachineReading.text(account.location())),
                String.valueOf(account.kind()),
                Optional.ofNullable(account.sku())
                        .map(sku -> String.valueOf(sku.name()))
                        .orElse(""),
                Optional.ofNullable(account.primaryEndpoints())
                        .map(endpoints -> endpoints.blob())
                        .map(URI::create)
                        .orElse(URI.create("")),
                Boolean.TRUE.equals(account.isHnsEnabled()),
                String.valueOf(account.provisioningState()));
    }
}
