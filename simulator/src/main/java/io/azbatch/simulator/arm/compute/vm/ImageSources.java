package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.VhdSource;
import io.azbatch.simulator.arm.compute.disk.Disk;
import io.azbatch.simulator.arm.compute.gallery.Definition;
import io.azbatch.simulator.arm.compute.gallery.ImageVersion;
import io.azbatch.simulator.arm.compute.image.ManagedImage;
import io.azbatch.simulator.arm.compute.marketplace.Marketplace;
import io.azbatch.simulator.arm.compute.marketplace.MarketplaceImage;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what a new machine's storage profile refers to. */
final class ImageSources {
    private static final int BLOB_GB = 30;

    private final Azure azure;
    private final String subscription;
    private final String location;

    ImageSources(Azure azure, String subscription, String location) {
        this.azure = azure;
        this.subscription = subscription;
        this.location = location;
    }

    /** The source; refused if it does not exist or cannot be used here. */
    ImageSource resolve(JsonNode storageProfile) {
        JsonNode osDisk = storageProfile.path("osDisk");
        JsonNode reference = storageProfile.path("imageReference");
        if (Json.text(osDisk, "createOption").equalsIgnoreCase("Attach")) {
            return attached(osDisk);
        }
        String id = Json.text(reference, "id");
        if (!id.isEmpty()) {
            boolean managed = ResourceId.parse(id)
                    .map(parsed -> parsed.isA("Microsoft.Compute/images"))
                    .orElse(false);
            return managed ? managed(id) : gallery(id);
        }
        if (!Json.text(reference, "publisher").isEmpty()) {
            return marketplace(reference);
        }
        if (osDisk.has("image")) {
            return blob(osDisk);
        }
        throw ArmError.missingParameter("storageProfile.imageReference");
    }

    private ImageSource attached(JsonNode osDisk) {
        String osType = Json.text(osDisk, "osType");
        if (osDisk.has("vhd")) {
            return plain(osType, "V1", "x64", blobGb(osDisk, "vhd"));
        }
        String id = Json.text(osDisk, "managedDisk", "id");
        Disk disk = azure.resources()
                .find(id, Disk.class)
                .orElseThrow(() -> ArmError.of(404, "NotFound", "Disk " + lastName(id) + " is not found."));
        disk.refuseOpen();
        if (disk.owner().isPresent()) {
            throw ArmError.of(
                    409,
                    "AttachDiskWhileBeingDetached",
                    "Disk " + disk.id().name() + " is attached to VM "
                            + disk.owner().get() + ".");
        }
        return plain(
                disk.osType().isEmpty() ? osType : disk.osType(),
                disk.generation(),
                disk.architecture(),
                disk.sizeGb());
    }

    private static ImageSource plain(String osType, String generation, String architecture, int sizeGb) {
        boolean windows = osType.equals("Windows");
        return new ImageSource(
                windows ? "Windows" : "Linux",
                generation,
                architecture,
                sizeGb,
                windows ? "Windows Server 2022 Datacenter" : "ubuntu",
                windows ? "10.0.20348.2762" : "22.04",
                Optional.empty(),
                true,
                "",
                true,
                false);
    }

    private int blobGb(JsonNode osDisk, String field) {
        return new VhdSource(azure.blobs(), Json.text(osDisk, field, "uri"), location).gibOr(BLOB_GB);
    }

    private ImageSource blob(JsonNode osDisk) {
        ImageSource source = plain(Json.text(osDisk, "osType"), "V1", "x64", blobGb(osDisk, "image"));
        return new ImageSource(
                source.osType(),
                source.generation(),
                source.architecture(),
                source.sizeGb(),
                source.osName(),
                source.osVersion(),
                Optional.empty(),
                true,
                "",
                false,
                false);
    }

    private ImageSource marketplace(JsonNode reference) {
        String wanted = Json.text(reference, "version");
        MarketplaceImage image = Marketplace.find(
                        Json.text(reference, "publisher"), Json.text(reference, "offer"), Json.text(reference, "sku"))
                .orElseThrow(() -> noPlatformImage(reference));
        boolean latest = wanted.isEmpty() || wanted.equalsIgnoreCase("latest");
        if (!latest && !image.versions().contains(wanted)) {
            throw noPlatformImage(reference);
        }
        String version = latest ? image.latest() : wanted;
        String imageId = "/Subscriptions/" + subscription + "/Providers/Microsoft.Compute/Locations/" + location
                + "/Publishers/" + image.publisher() + "/ArtifactTypes/VMImage/Offers/" + image.offer() + "/Skus/"
                + image.sku() + "/Versions/" + version;
        return new ImageSource(
                image.osType(),
                image.generation(),
                image.architecture(),
                image.diskGb(),
                image.osName(),
                image.osVersion(),
                Optional.of(version),
                false,
                imageId,
                false,
                image.plan());
    }

    private static Refused noPlatformImage(JsonNode reference) {
        return ArmError.of(
                404,
                "PlatformImageNotFound",
                "The platform image '" + Json.text(reference, "publisher") + ":" + Json.text(reference, "offer") + ":"
                        + Json.text(reference, "sku") + ":" + Json.text(reference, "version")
                        + "' is not available. Verify that all fields in the storage profile are correct. For more"
                        + " details about storage profile information, please refer to https://aka.ms/storageprofile");
    }

    private ImageSource gallery(String id) {
        ResourceId parsed = ResourceId.parse(id).orElseThrow(() -> imageNotFound(id));
        ImageVersion version = parsed.isA("Microsoft.Compute/galleries/images")
                ? latest(parsed).orElseThrow(() -> imageNotFound(id))
                : azure.resources().find(parsed, ImageVersion.class).orElseThrow(() -> imageNotFound(id));
        if (!version.isReplicatedTo(location, azure.world().now())) {
            throw ArmError.of(
                    404,
                    "GalleryImageNotFound",
                    "The gallery image " + id + " is not available in " + location
                            + " region. Please contact image owner to replicate to this region, or change your"
                            + " requested region.",
                    "imageReference");
        }
        Definition definition = azure.resources()
                .find(version.id().parent().orElseThrow(), Definition.class)
                .orElseThrow(() -> imageNotFound(id));
        ImageSource base =
                plain(definition.osType(), definition.generation(), definition.architecture(), version.osDiskGb());
        return new ImageSource(
                definition.osType(),
                definition.generation(),
                definition.architecture(),
                version.osDiskGb(),
                base.osName(),
                base.osVersion(),
                Optional.of(version.id().name()),
                true,
                id,
                definition.osState().equals("Specialized"),
                definition.hasPlan());
    }

    private ImageSource managed(String id) {
        ManagedImage image = azure.resources()
                .find(id, ManagedImage.class)
                .filter(found -> found.location().equals(location))
                .orElseThrow(() -> imageNotFound(id));
        image.requireMade();
        ImageSource base = plain(
                image.osType(),
                image.generation(),
                "x64",
                image.osDisk().path("diskSizeGB").asInt(30));
        return new ImageSource(
                base.osType(),
                base.generation(),
                base.architecture(),
                base.sizeGb(),
                base.osName(),
                base.osVersion(),
                Optional.empty(),
                true,
                id,
                image.osState().equals("Specialized"),
                false);
    }

    private Optional<ImageVersion> latest(ResourceId definition) {
        List<ImageVersion> versions = azure.resources().children(ImageVersion.class, definition);
        return versions.stream()
                .filter(version -> !version.isExcludedFromLatest())
                .filter(version ->
                        version.isReplicatedTo(location, azure.world().now()))
                .max(Comparator.comparing(ImageVersion::number));
    }

    private static Refused imageNotFound(String id) {
        return ArmError.of(404, "NotFound", "The Image " + id + " cannot be found.", "imageReference");
    }

    private static String lastName(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
