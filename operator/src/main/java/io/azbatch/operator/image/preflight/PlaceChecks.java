package io.azbatch.operator.image.preflight;

import static io.azbatch.operator.image.preflight.Preflight.when;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.StorageAccounts.StorageAccount;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.MachineSight;
import io.azbatch.operator.image.pass.VhdSourceSight;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Source and targets must be in one subscription and one region, and VHDs in an account that can hold them. */
final class PlaceChecks {

    private PlaceChecks() {}

    static Optional<Objection> sameSubscription(ImageSnapshot snapshot) {
        String subscription = snapshot.spec().subscriptionId();
        return Stream.concat(
                        snapshot.machine().map(MachineSight::id).map(id -> named("virtual machine", id)).stream(),
                        accountIds(snapshot).map(id -> named("storage account", id)))
                .filter(named -> !named.id().subscriptionId().equalsIgnoreCase(subscription))
                .map(named -> new Objection(
                        ImageReason.DifferentSubscription,
                        named.what() + " is in subscription " + named.id().subscriptionId()
                                + " and the other resources in " + subscription + ": all must be in one subscription"))
                .findFirst();
    }

    static Optional<Objection> sameRegion(ImageSnapshot snapshot) {
        Region location = snapshot.plan().location();
        Optional<Objection> machine = MachineChecks.machine(
                snapshot,
                (seen, found) -> when(
                        !found.location().equals(location),
                        ImageReason.DifferentRegion,
                        "virtual machine is in " + found.location() + " and spec.location is " + location
                                + ": a version is made in the region of its source; set spec.location and name other"
                                + " regions in save.gallery.targetRegions"));
        return machine.or(() -> accounts(snapshot).stream()
                .filter(account -> !account.location().equals(location))
                .map(account -> new Objection(
                        ImageReason.DifferentRegion,
                        "storage account " + account.id().name() + " is in " + account.location()
                                + " and spec.location is " + location
                                + ": the VHD must be in the region of the image; use an account there"))
                .findFirst());
    }

    static Optional<Objection> storageAccountFits(ImageSnapshot snapshot) {
        return accounts(snapshot).stream()
                .flatMap(account -> AccountChecks.unfit(account).stream())
                .map(message -> new Objection(ImageReason.StorageAccountUnfit, message))
                .findFirst();
    }

    /** The account that a VHD goes to, and the one that it comes from. */
    private static List<StorageAccount> accounts(ImageSnapshot snapshot) {
        return Stream.concat(
                        snapshot.vhd().flatMap(seen -> seen.account().found()).stream(),
                        snapshot.sourceVhd().flatMap(VhdSourceSight::account).stream())
                .toList();
    }

    private static Stream<ResourceId> accountIds(ImageSnapshot snapshot) {
        return Stream.concat(
                snapshot.plan().vhd().map(plan -> plan.account()).stream(),
                snapshot.sourceVhd().flatMap(VhdSourceSight::account).map(StorageAccount::id).stream());
    }

    private static Named named(String kind, ResourceId id) {
        return new Named(kind + " " + id.name(), id);
    }

    private record Named(String what, ResourceId id) {}
}
