package io.azbatch.operator.image.preflight;

import static io.azbatch.operator.image.preflight.Preflight.when;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Blobs.BlobType;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.SourcePlan;
import io.azbatch.operator.image.pass.VhdPlace;
import io.azbatch.operator.image.pass.VhdSourceSight;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a VHD must be to become an image. */
final class SourceVhdChecks {

    private SourceVhdChecks() {}

    /** There is exactly one, and it may be looked at. */
    static Optional<Objection> found(ImageSnapshot snapshot) {
        return snapshot.sourceVhd().flatMap(seen -> switch (seen.plan()) {
            case SourcePlan.NamedVhd named -> named(seen, named);
            case SourcePlan.SoughtVhd sought -> sought(seen, sought);
            case SourcePlan.Machine machine -> Optional.empty();
        });
    }

    private static Optional<Objection> named(VhdSourceSight seen, SourcePlan.NamedVhd plan) {
        if (seen.accounts().isAbsent()) {
            return objection(
                    ImageReason.StorageAccountNotFound,
                    "storage account " + plan.account() + " does not exist: check source.vhd.storageAccountId");
        }
        Optional<Objection> outside = seen.account()
                .filter(account -> !AccountChecks.holds(account, plan.uri()))
                .map(account -> new Objection(
                        ImageReason.VhdOutsideAccount,
                        plan.uri() + " is not in storage account "
                                + account.id().name() + ", whose blobs are at " + account.blobEndpoint()
                                + ": correct source.vhd.uri or source.vhd.storageAccountId"));
        return outside.isPresent()
                ? outside
                : when(
                        seen.blob().isAbsent(),
                        ImageReason.VhdNotFound,
                        plan.uri() + " does not exist: upload it, or correct source.vhd.uri; it is looked for again by"
                                + " itself");
    }

    private static Optional<Objection> sought(VhdSourceSight seen, SourcePlan.SoughtVhd plan) {
        String place = plan.place().osDiskPrefix() + "*.vhd";
        if (seen.accounts().isAbsent()) {
            return objection(
                    ImageReason.StorageAccountNotFound,
                    "resource group " + plan.resourceGroup() + " does not exist: check source.vhd.resourceGroup");
        }
        return seen.candidates()
                .found()
                .flatMap(
                        candidates -> candidates.isEmpty()
                                ? objection(
                                        ImageReason.VhdNotFound,
                                        "no account of resource group " + plan.resourceGroup() + " has " + place
                                                + " in container "
                                                + VhdPlace.CONTAINER
                                                + ": check destinationContainerName and prefix; it is looked for again by itself")
                                : when(
                                        candidates.size() > 1,
                                        ImageReason.VhdAmbiguous,
                                        "several VHDs fit: "
                                                + candidates.stream()
                                                        .map(candidate ->
                                                                candidate.uri().toString())
                                                        .collect(Collectors.joining(", "))
                                                + ". Name the one in source.vhd.uri and its account in source.vhd.storageAccountId"));
    }

    /** It is a page blob that nobody holds, and a fixed VHD to its last byte. */
    static Optional<Objection> form(ImageSnapshot snapshot) {
        return snapshot.sourceVhd()
                .flatMap(seen -> seen.blob().found().flatMap(blob -> held(blob).or(() -> seen.footer()
                        .found()
                        .flatMap(footer -> VhdFooter.objection(blob.uri().toString(), footer, blob.length())))));
    }

    private static Optional<Objection> held(Blob blob) {
        if (blob.type() != BlobType.PAGE) {
            return objection(
                    ImageReason.VhdNotPageBlob,
                    blob.uri() + " is no page blob: upload it again as one (`azcopy copy --blob-type PageBlob`)");
        }
        return when(
                blob.leased(),
                ImageReason.VhdLeased,
                "somebody holds a lease on " + blob.uri()
                        + ", such as a machine whose disk it is: delete that machine or" + " break the lease");
    }

    private static Optional<Objection> objection(ImageReason reason, String message) {
        return Optional.of(new Objection(reason, message));
    }
}
