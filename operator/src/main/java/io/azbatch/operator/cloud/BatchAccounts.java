package io.azbatch.operator.cloud;

import java.net.URI;

/** Batch accounts, through ARM. */
public interface BatchAccounts {

    Reading<BatchAccount> get(Credential credential, ResourceId id);

    /**
     * An account.
     *
     * @param endpoint of its data plane
     * @param poolAllocationMode {@code BatchService} or {@code UserSubscription}
     */
    record BatchAccount(
            ResourceId id, Region location, URI endpoint, String provisioningState, String poolAllocationMode) {

        /** The nodes and what belongs to them are resources of the user's own subscription. */
        public boolean userSubscription() {
            return poolAllocationMode.equalsIgnoreCase("UserSubscription");
        }
    }
}
