package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The disks of a source at the moment a version was made of it.
 *
 * @param osDiskGb GiB of the OS disk
 * @param osCaching host caching of the OS disk
 * @param dataDisks data disks
 * @param whole whether the source was named as a whole (a machine, an image), so that the disks show no source of their own
 */
public record SourceDisks(int osDiskGb, String osCaching, List<DataDisk> dataDisks, boolean whole) {

    /**
     * A data disk.
     *
     * @param lun logical unit
     * @param sizeGb GiB
     * @param caching host caching
     */
    public record DataDisk(int lun, int sizeGb, String caching) {}

    public SourceDisks {
        dataDisks = List.copyOf(dataDisks);
    }

    /** Adds sizes and caching, as GET shows them once the copy is made. */
    void describe(ObjectNode storageProfile) {
        ObjectNode os = storageProfile.path("osDiskImage") instanceof ObjectNode given
                ? given
                : storageProfile.putObject("osDiskImage");
        os.put("sizeInGB", osDiskGb);
        if (!os.has("hostCaching")) {
            os.put("hostCaching", osCaching);
        }
        if (whole && !os.has("source")) {
            os.putObject("source");
        }
        if (dataDisks.isEmpty()) {
            return;
        }
        ArrayNode images = storageProfile.path("dataDiskImages") instanceof ArrayNode given
                ? given
                : storageProfile.putArray("dataDiskImages");
        dataDisks.forEach(disk -> describe(images, disk));
    }

    private static void describe(ArrayNode images, DataDisk disk) {
        ObjectNode image = null;
        for (JsonNode candidate : images) {
            if (candidate.path("lun").asInt() == disk.lun()) {
                image = (ObjectNode) candidate;
            }
        }
        if (image == null) {
            image = images.addObject().put("lun", disk.lun());
        }
        image.put("sizeInGB", disk.sizeGb());
        if (!image.has("hostCaching")) {
            image.put("hostCaching", disk.caching());
        }
    }
}
