package io.azbatch.simulator.storage;

import io.azbatch.simulator.arm.BlobStore;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.state.World;
import io.azbatch.simulator.storage.account.Accounts;
import io.azbatch.simulator.storage.account.Container;
import io.azbatch.simulator.storage.account.StorageAccount;
import io.azbatch.simulator.storage.disk.VhdFooter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The blobs that other providers use. An account that is gone is as good as one where nothing arrives. */
final class VhdBlobs implements BlobStore {
    private final Storage storage;
    private final World world;
    private final Resources resources;
    private final StoreWork work;

    VhdBlobs(Storage storage, World world, Resources resources) {
        this.storage = storage;
        this.world = world;
        this.resources = resources;
        this.work = new StoreWork(storage.azurite());
    }

    @Override
    public Optional<Account> account(String url) {
        return BlobAddress.parse(url)
                .flatMap(address -> storage.accounts().find(address.account()))
                .map(found -> new Account(found.id(), found.location(), found.takesPageBlobs()));
    }

    @Override
    public Optional<Blob> find(String url) {
        return place(url)
                .flatMap(place -> storage.blobs().find(place))
                .map(entry -> new Blob(
                        entry.isPage(), entry.length(), VhdFooter.fault(entry), entry.lessee(), entry.isBeingCopied()));
    }

    @Override
    public void makeVhd(String url, long diskBytes, String origin) {
        into(url, place -> storage.disks().write(place, diskBytes + Sector.SIZE, origin));
    }

    @Override
    public void copy(String from, String to) {
        Optional<Place> source = place(from);
        Optional<BlobEntry> entry = source.flatMap(place -> storage.blobs().find(place));
        if (source.isEmpty() || entry.isEmpty()) {
            return;
        }
        into(to, place -> {
            storage.blobs()
                    .put(
                            place,
                            BlobEntry.fresh(entry.get().kind(), entry.get().length())
                                    .with(entry.get().lastSector()));
            storage.backstage()
                    .add(() -> StoreWork.require(work.copy(source.get(), "", place, Map.of()), "the copy to " + to));
        });
    }

    @Override
    public void write(String url, String contentType, String text) {
        into(url, place -> {
            storage.blobs()
                    .put(place, BlobEntry.fresh(BlobEntry.Kind.BLOCK, text.getBytes(StandardCharsets.UTF_8).length));
            storage.backstage().add(() -> work.putText(place, contentType, text));
        });
    }

    @Override
    public void remove(String url) {
        place(url).filter(place -> storage.blobs().find(place).isPresent()).ifPresent(place -> {
            storage.blobs().remove(place);
            storage.backstage().add(() -> work.remove(place));
        });
    }

    @Override
    public Optional<String> open(
            ResourceId account, String container, String blob, String permissions, Instant from, Instant until) {
        return storage.accounts().byId(account.toString()).map(found -> {
            String url = storage.endpoint() + "/" + account.name() + "/" + container + "/" + blob;
            into(url, place -> {});
            return url + "?" + ServiceAccess.query(found, container, blob, permissions, from, until);
        });
    }

    @Override
    public void lease(String url, ResourceId machine) {
        place(url).filter(place -> storage.blobs().find(place).isPresent()).ifPresent(place -> {
            storage.blobs().change(place, entry -> entry.leasedTo(Optional.of(machine)));
            storage.backstage().add(() -> work.lease(place, leaseId(machine)));
        });
    }

    @Override
    public void release(String url, ResourceId machine) {
        place(url).ifPresent(place -> storage.blobs().change(place, entry -> {
            boolean held = entry.lessee().map(ResourceId::key).equals(Optional.of(machine.key()));
            if (held) {
                storage.backstage().add(() -> work.release(place, leaseId(machine)));
            }
            return held ? entry.leasedTo(Optional.empty()) : entry;
        }));
    }

    private Optional<Place> place(String url) {
        return BlobAddress.parse(url).flatMap(address -> storage.accounts()
                .find(address.account())
                .map(account -> new Place(account.slot(), address.container(), address.blob())));
    }

    /** Compute makes containers that it needs. */
    private void into(String url, Consumer<Place> change) {
        place(url).ifPresent(place -> {
            BlobAddress address = BlobAddress.parse(url).orElseThrow();
            StorageAccount account = storage.accounts().find(address.account()).orElseThrow();
            if (storage.accounts().container(account, place.container()).isEmpty()) {
                resources.put(new Container(
                        Accounts.containerId(account, place.container()),
                        "None",
                        Map.of(),
                        Container.newEtag(),
                        world.now()));
            }
            storage.backstage().add(() -> work.ensureContainer(place.slot(), place.container()));
            change.accept(place);
        });
    }

    private static String leaseId(ResourceId machine) {
        return UUID.nameUUIDFromBytes(machine.key().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
