package io.azbatch.simulator.batch.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.compute.sku.VmSize;
import io.azbatch.simulator.arm.compute.sku.VmSizes;
import io.azbatch.simulator.batch.answer.BatchError;
import io.azbatch.simulator.batch.pool.Machines;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Machines of pools, with Compute's table of sizes and the galleries behind them. */
public final class BatchMachines implements Machines {
    /** Pools of Cloud Services were forced to zero nodes that day. */
    private static final Instant CLOUD_SERVICES_RETIRED = Instant.parse("2024-02-29T00:00:00Z");

    private final ImageRules images;

    public BatchMachines(ImageRules images) {
        this.images = images;
    }

    /** Sizes of Cloud Services, such as {@code small}, count one core. */
    @Override
    public int cores(String vmSize) {
        return VmSizes.find(vmSize).map(VmSize::cores).orElse(1);
    }

    @Override
    public List<BatchError.Detail> obstacle(Pool pool, Instant now) {
        String imageId = Json.text(pool.imageReference(), "virtualMachineImageId");
        Optional<VmSize> size = VmSizes.find(pool.vmSize());
        if (pool.settings().has("cloudServiceConfiguration")) {
            return now.isBefore(CLOUD_SERVICES_RETIRED)
                    ? List.of()
                    : reason("Pools with cloudServiceConfiguration are retired.");
        }
        if (size.isEmpty()) {
            return reason("The specified VM size " + pool.vmSize() + " is not available in the region "
                    + pool.location() + ".");
        }
        if (imageId.isEmpty()) {
            return List.of();
        }
        return ImageRules.galleryId(imageId)
                .flatMap(images::find)
                .map(image -> obstacle(pool, image, size.get()))
                .orElseGet(() -> provider(
                        "NotFound",
                        "The gallery image " + imageId + " is not available in " + pool.location() + " region."));
    }

    private static List<BatchError.Detail> obstacle(Pool pool, GalleryImage image, VmSize size) {
        if (!image.usableIn(pool.location())) {
            return provider(
                    "GalleryImageNotFound",
                    "The gallery image " + image.id() + " is not available in " + pool.location()
                            + " region. Please contact image owner to replicate to this region, or change your requested"
                            + " region.");
        }
        if (!size.boots(image.generation())) {
            return provider(
                    "BadRequest",
                    "The selected VM size '" + size.name().toUpperCase(Locale.ROOT)
                            + "' cannot boot Hypervisor Generation '"
                            + image.generation().substring(1)
                            + "'. If this was a Create operation please check that the Hypervisor Generation of the Image"
                            + " matches the Hypervisor Generation of the selected VM Size.");
        }
        if (!size.architecture().equalsIgnoreCase(image.architecture())) {
            return provider(
                    "BadRequest",
                    "Cannot create a VM of size '" + size.name()
                            + "' because this VM size only supports a CPU Architecture"
                            + " of '" + size.architecture() + "', but an image or disk with CPU Architecture '"
                            + image.architecture() + "' was given.");
        }
        return List.of();
    }

    private static List<BatchError.Detail> reason(String text) {
        return List.of(new BatchError.Detail("Reason", text));
    }

    /** What Compute answered to Batch, which hands it on as text. */
    private static List<BatchError.Detail> provider(String code, String message) {
        String json = Json.object()
                .<ObjectNode>set("error", Json.object().put("code", code).put("message", message))
                .toString();
        return List.of(
                new BatchError.Detail("Provider Error Json", json),
                new BatchError.Detail("Provider Error Json Truncated", "False"));
    }
}
