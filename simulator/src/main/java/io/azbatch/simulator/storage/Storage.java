package io.azbatch.simulator.storage;

import io.azbatch.simulator.arm.BlobStore;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.state.World;
import io.azbatch.simulator.storage.access.DelegationKeys;
import io.azbatch.simulator.storage.account.Accounts;
import io.azbatch.simulator.storage.azurite.Azurite;
import io.azbatch.simulator.storage.disk.DiskContents;
import io.azbatch.simulator.storage.disk.Exports;

/** What the rooms of storage share: what is known of accounts and blobs, the store, and work on it that must not be done in a look. */
public final class Storage implements AutoCloseable {
    private final Azurite azurite;
    private final Backstage backstage = new Backstage();
    private final Blobs blobs = new Blobs();
    private final Exports exports = new Exports();
    private final DelegationKeys delegationKeys = new DelegationKeys();
    private final Accounts accounts;
    private final DiskContents disks;
    private final BlobStore forOthers;
    private volatile String endpoint = "";

    public Storage(World world, Resources resources, Azurite azurite) {
        this.azurite = azurite;
        this.accounts = new Accounts(resources);
        this.forOthers = new VhdBlobs(this, world, resources);
        this.disks = new DiskContents(this);
    }

    /** Told once, before anything is served, where the blob service is: {@code https://127.0.0.1:port}. */
    public void servedAt(String url) {
        endpoint = url;
    }

    public String endpoint() {
        return endpoint;
    }

    public Azurite azurite() {
        return azurite;
    }

    public Backstage backstage() {
        return backstage;
    }

    public Blobs blobs() {
        return blobs;
    }

    public Exports exports() {
        return exports;
    }

    public DelegationKeys delegationKeys() {
        return delegationKeys;
    }

    public Accounts accounts() {
        return accounts;
    }

    public DiskContents disks() {
        return disks;
    }

    /** Blobs as other providers use them. */
    public BlobStore forOthers() {
        return forOthers;
    }

    /** An empty account in the store. */
    public String newSlot() {
        return azurite.newAccount();
    }

    @Override
    public void close() {
        backstage.close();
    }
}
