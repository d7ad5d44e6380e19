package io.azbatch.simulator.storage.disk;

import io.azbatch.simulator.storage.BlobAddress;
import io.azbatch.simulator.storage.BlobEntry;
import io.azbatch.simulator.storage.BlobEntry.Kind;
import io.azbatch.simulator.storage.Place;
import io.azbatch.simulator.storage.Sector;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.StoreWork;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is on disks and snapshots. A content lies in the store only once somebody may look at it; until then it is enough to know of
 * whom it is the copy. What no caller wrote is one sector that says of which disk it is, zeros, and the footer: so a copy has the
 * same bytes as its source. Used inside a look; the store is written backstage.
 */
public final class DiskContents {
    private static final Instant MADE = Instant.parse("2020-01-01T00:00:00Z");

    private final Storage storage;
    private final StoreWork work;
    private final Map<String, String> origins = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private @Nullable String slot;

    public DiskContents(Storage storage) {
        this.storage = storage;
        this.work = new StoreWork(storage.azurite());
    }

    /** Notes that a disk was made as the copy of another, by their unique ids. */
    public void copied(String source, String copy) {
        if (origins.putIfAbsent(copy, origin(source)) != null) {
            return;
        }
        Place from = places.get(source);
        if (from != null) {
            fill(copy, from);
        }
    }

    /** Notes that a disk was made of the blob at an address. */
    public void imported(String url, String disk) {
        if (!places.containsKey(disk)) {
            BlobAddress.parse(url)
                    .flatMap(address -> storage.accounts()
                            .find(address.account())
                            .map(account -> new Place(account.slot(), address.container(), address.blob())))
                    .ifPresent(blob -> fill(disk, blob));
        }
    }

    /**
     * Where the content of a disk is; from now on it is there.
     *
     * @param disk its unique id
     * @param length bytes with the footer
     */
    public Place place(String disk, long length) {
        Place there = places.get(disk);
        if (there == null) {
            Place made = newPlace(disk);
            write(made, length, origin(disk));
            return made;
        }
        if (storage.blobs().find(there).filter(entry -> entry.length() < length).isPresent()) {
            grow(there, length, origin(disk));
        }
        return there;
    }

    /** An empty place for what a caller will upload. */
    public Place empty(String disk, long length) {
        Place there = places.get(disk);
        if (there != null) {
            return there;
        }
        Place made = newPlace(disk);
        storage.blobs().put(made, BlobEntry.fresh(Kind.PAGE, length));
        storage.backstage().add(() -> {
            work.ensureContainer(made.slot(), made.container());
            work.createPages(made, length);
        });
        return made;
    }

    /** Writes a fixed VHD that has nothing on it but its origin's name. */
    public void write(Place place, long length, String origin) {
        Sector footer = footer(length, origin);
        storage.blobs().put(place, BlobEntry.fresh(Kind.PAGE, length).with(Optional.of(footer)));
        storage.backstage().add(() -> {
            work.ensureContainer(place.slot(), place.container());
            work.createPages(place, length);
            work.writePages(place, 0, head(origin));
            work.writePages(place, length - Sector.SIZE, footer.bytes());
        });
    }

    /** The content of a blob, or of another disk, as that of a disk. */
    private void fill(String disk, Place from) {
        Place to = newPlace(disk);
        storage.blobs().find(from).ifPresent(entry -> storage.blobs()
                .put(to, BlobEntry.fresh(entry.kind(), entry.length()).with(entry.lastSector())));
        storage.backstage().add(() -> {
            work.ensureContainer(to.slot(), to.container());
            StoreWork.require(work.copy(from, "", to, Map.of()), "the content of disk " + disk);
        });
    }

    /** The old footer becomes part of what is empty; the new one ends the disk. */
    private void grow(Place place, long length, String origin) {
        Sector footer = footer(length, origin);
        long before = storage.blobs().find(place).orElseThrow().length();
        storage.blobs().change(place, entry -> entry.resized(length).with(Optional.of(footer)));
        storage.backstage().add(() -> {
            work.resize(place, length, Map.of());
            work.writePages(place, before - Sector.SIZE, new byte[Sector.SIZE]);
            work.writePages(place, length - Sector.SIZE, footer.bytes());
        });
    }

    private Place newPlace(String disk) {
        String here = slot;
        if (here == null) {
            here = storage.newSlot();
            slot = here;
        }
        Place place = new Place(here, disk, Export.BLOB);
        places.put(disk, place);
        return place;
    }

    private String origin(String disk) {
        return origins.getOrDefault(disk, disk);
    }

    private static Sector footer(long length, String origin) {
        UUID id = UUID.nameUUIDFromBytes(origin.getBytes(StandardCharsets.UTF_8));
        return VhdFooter.of(length - Sector.SIZE, id, MADE);
    }

    private static byte[] head(String origin) {
        return Arrays.copyOf(("disk " + origin + "\n").getBytes(StandardCharsets.UTF_8), Sector.SIZE);
    }
}
