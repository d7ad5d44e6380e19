package io.azbatch.simulator.arm.compute.gallery;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Regions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When which region has a version: its own region with the end of the operation, the others one after the other after it. */
final class Replication {
    private final Azure azure;

    Replication(Azure azure) {
        this.azure = azure;
    }

    /** Replicas of a version that is being made. */
    List<Replica> begin(String location, List<String> regions) {
        Instant now = azure.world().now();
        Instant copied = now.plus(azure.settings().seconds("imageVersionSeconds"));
        List<Replica> replicas = new ArrayList<>();
        Instant end = copied;
        for (String region : regions) {
            if (Regions.normalise(region).equals(location)) {
                replicas.add(new Replica(region, now, copied, false));
            } else {
                end = end.plus(perRegion());
                replicas.add(new Replica(region, now, end, false));
            }
        }
        return replicas;
    }

    /** Replicas after a change of the target regions: those that were there stay as they are, failed ones begin again. */
    List<Replica> change(ImageVersion version, List<String> regions) {
        Instant now = azure.world().now();
        Instant updated = now.plus(azure.settings().seconds("imageVersionUpdateSeconds"));
        Instant end = updated;
        List<Replica> replicas = new ArrayList<>();
        for (String region : regions) {
            Optional<Replica> known = version.replicas().stream()
                    .filter(replica -> replica.region().equals(region) && !replica.failed())
                    .findFirst();
            boolean own = Regions.normalise(region).equals(version.location());
            if (known.isEmpty() && !own) {
                end = end.plus(perRegion());
            }
            Instant complete = own ? updated : end;
            replicas.add(known.orElseGet(() -> new Replica(region, now, complete, false)));
        }
        return replicas;
    }

    /** What becomes of the replicas when the operation fails: those not complete fail with it. */
    ImageVersion fail(ImageVersion version) {
        Instant now = azure.world().now();
        return version.with(version.replicas().stream()
                .map(replica -> replica.end().isBefore(now) ? replica : replica.asFailed(now))
                .toList());
    }

    private Duration perRegion() {
        return azure.settings().seconds("regionReplicationSeconds");
    }
}
