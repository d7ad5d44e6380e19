package io.azbatch.operator.azure;

import com.azure.core.util.Context;
import com.azure.resourcemanager.batch.fluent.models.BatchAccountInner;
import io.azbatch.operator.cloud.BatchAccounts;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Trouble;
import java.net.URI;
import java.util.Optional;

/** Batch accounts through Microsoft.Batch. */
final class AzureBatchAccounts implements BatchAccounts {

    private final Connections connections;
    private final Calls calls;

    AzureBatchAccounts(Connections connections, Calls calls) {
        this.connections = connections;
        this.calls = calls;
    }

    @Override
    public Reading<BatchAccount> get(Credential credential, ResourceId id) {
        return calls.read(
                credential,
                "batchAccount",
                id.toString(),
                () -> account(
                        id,
                        connections
                                .arm(credential, id.subscriptionId())
                                .batch()
                                .getBatchAccounts()
                                .getByResourceGroupWithResponse(id.resourceGroup(), id.name(), Context.NONE)
                                .getValue()));
    }

    private static BatchAccount account(ResourceId id, BatchAccountInner account) {
        return new BatchAccount(
                id,
                new Region(MachineReading.text(account.location())),
                endpoint(account),
                String.valueOf(account.provisioningState()),
                String.valueOf(account.poolAllocationMode()));
    }

    /** Azure's schema does not promise one. */
    private static URI endpoint(BatchAccountInner account) {
        String host = MachineReading.text(account.accountEndpoint());
        if (host.isBlank()) {
            throw new Refusal(new Trouble.Unavailable(
                    "NoAccountEndpoint", "The Batch account has no endpoint yet.", Optional.empty()));
        }
        return URI.create("https://" + host);
    }
}
