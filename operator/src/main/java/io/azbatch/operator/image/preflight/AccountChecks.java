package io.azbatch.operator.image.preflight;

import io.azbatch.operator.cloud.StorageAccounts.StorageAccount;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a storage account must be so that VHDs can lie in it. */
public final class AccountChecks {

    private static final Set<String> GENERAL_PURPOSE = Set.of("StorageV2", "Storage");

    private AccountChecks() {}

    /** What keeps page blobs out of it; empty when nothing does. */
    public static Optional<String> unfit(StorageAccount account) {
        String what = "storage account " + account.id().name();
        if (!GENERAL_PURPOSE.contains(account.kind())) {
            return Optional.of(what + " is of kind " + account.kind() + ": use a general-purpose one (StorageV2)");
        }
        if (!account.sku().toLowerCase(Locale.ROOT).startsWith("standard_")) {
            return Optional.of(what + " is a " + account.sku() + " one: use a standard one, such as Standard_LRS");
        }
        return account.hierarchicalNamespace()
                ? Optional.of(what + " has a hierarchical namespace, which has no page blobs: use one without")
                : Optional.empty();
    }

    /** ARM tells where its blobs are; not yet while it is made. */
    public static boolean serves(StorageAccount account) {
        return account.blobEndpoint().isAbsolute();
    }

    /** Whether the blob is in the account, so that the credential's token may be sent to its address. */
    public static boolean holds(StorageAccount account, URI blob) {
        URI endpoint = account.blobEndpoint();
        return serves(account)
                && endpoint.getScheme().equalsIgnoreCase(blob.getScheme())
                && endpoint.getRawAuthority().equalsIgnoreCase(String.valueOf(blob.getRawAuthority()))
                && blob.normalize().getRawPath().startsWith(endpoint.getRawPath());
    }
}
