package io.azbatch.simulator.storage.account;

import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.Resources;
import java.util.List;
import java.util.Optional;

/** Finds accounts by their names, which are unique in all of Azure, and containers in them. Used inside a look at the world. */
public final class Accounts {
    static final String NAMESPACE = "Microsoft.Storage";

    private final Resources resources;

    public Accounts(Resources resources) {
        this.resources = resources;
    }

    /** The account of a name. */
    public Optional<StorageAccount> find(String name) {
        return resources.list(StorageAccount.class).stream()
                .filter(account -> account.id().name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The account of a resource id in text form. */
    public Optional<StorageAccount> byId(String id) {
        return resources.find(id, StorageAccount.class);
    }

    public Optional<Container> container(StorageAccount account, String name) {
        return resources.find(containerId(account, name), Container.class);
    }

    /** Whether a container went a moment ago, so that its name is not free yet. */
    public boolean isBeingDeleted(StorageAccount account, String name) {
        return resources.deletedWithin(containerId(account, name), "containerDeleteSeconds");
    }

    public static ResourceId containerId(StorageAccount account, String name) {
        ResourceId id = account.id();
        return new ResourceId(
                id.subscription(),
                id.group(),
                id.namespace(),
                List.of(id.types().getFirst(), "blobServices", "containers"),
                List.of(id.name(), "default", name));
    }
}
