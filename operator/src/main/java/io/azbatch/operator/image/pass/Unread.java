package io.azbatch.operator.image.pass;

import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Trouble;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that Azure did not tell.
 *
 * @param doing what could not be done
 */
public record Unread(String doing, Trouble trouble) {

    /** The first thing that could not be read, in the order of the road. */
    public static Optional<Unread> first(ImageSnapshot snapshot) {
        Map<String, Reading<?>> readings = new LinkedHashMap<>();
        snapshot.gallery().ifPresent(seen -> gallery(readings, seen));
        snapshot.vhd().ifPresent(seen -> vhd(readings, seen));
        snapshot.managedImage()
                .ifPresent(seen ->
                        readings.put("reading managed image " + seen.plan().id().name(), seen.image()));
        source(readings, snapshot);
        snapshot.diskAccess().ifPresent(seen -> {
            readings.put("reading disk " + seen.id().name(), seen.disk());
            readings.put("reading the access to disk " + seen.id().name(), seen.access());
        });
        return readings.entrySet().stream()
                .flatMap(
                        entry -> entry.getValue().unread().map(trouble -> new Unread(entry.getKey(), trouble)).stream())
                .findFirst();
    }

    private static void gallery(Map<String, Reading<?>> readings, GallerySight seen) {
        readings.put("reading gallery " + seen.plan().gallery().name(), seen.gallery());
        readings.put("reading image definition " + seen.plan().definition().name(), seen.definition());
        readings.put("listing versions of " + seen.plan().definition().name(), seen.versions());
        readings.put("reading the image version", seen.version());
    }

    private static void vhd(Map<String, Reading<?>> readings, VhdSight seen) {
        String account = seen.plan().account().name();
        readings.put("reading storage account " + account, seen.account());
        readings.put("listing blobs in container " + VhdPlace.CONTAINER + " of " + account, seen.blobs());
        readings.put("reading the footer of the VHD", seen.footer());
    }

    private static void source(Map<String, Reading<?>> readings, ImageSnapshot snapshot) {
        switch (snapshot.source()) {
            case MachineSight seen -> {
                readings.put("reading virtual machine " + seen.id().name(), seen.machine());
                readings.put("reading the OS disk", seen.osDisk());
                readings.put("reading the sizes of " + snapshot.plan().location(), seen.vmSize());
                readings.put("looking after the capture", seen.capturing());
            }
            case VhdSourceSight seen -> {
                readings.put("reading the storage account of the source", seen.accounts());
                readings.put("looking for the source in container " + VhdPlace.CONTAINER, seen.candidates());
                readings.put("reading the source VHD", seen.blob());
                readings.put("reading the footer of the source VHD", seen.footer());
            }
        }
    }
}
