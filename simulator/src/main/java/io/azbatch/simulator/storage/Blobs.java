package io.azbatch.simulator.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is remembered of all blobs. Used inside a look at the world only. */
public final class Blobs {
    private final Map<Place, BlobEntry> entries = new HashMap<>();

    public Optional<BlobEntry> find(Place place) {
        return Optional.ofNullable(entries.get(place));
    }

    public void put(Place place, BlobEntry entry) {
        entries.put(place, entry);
    }

    public void change(Place place, UnaryOperator<BlobEntry> change) {
        entries.computeIfPresent(place, (key, entry) -> change.apply(entry));
    }

    public void remove(Place place) {
        entries.remove(place);
    }

    /** Forgets a container. */
    public void removeContainer(String slot, String container) {
        entries.keySet()
                .removeIf(
                        place -> place.slot().equals(slot) && place.container().equals(container));
    }

    /** All that is in a container, for copies to overlay in its list. */
    public Map<Place, BlobEntry> in(String slot, String container) {
        Map<Place, BlobEntry> found = new HashMap<>();
        entries.forEach((place, entry) -> {
            if (place.slot().equals(slot) && place.container().equals(container)) {
                found.put(place, entry);
            }
        });
        return found;
    }
}
