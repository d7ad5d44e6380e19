package io.azbatch.simulator.arm.compute.disk;

import io.azbatch.simulator.http.Json;
import java.util.List;

/**
 * What a disk can do at a size.
 *
 * @param maxGb largest disk of this tier
 * @param name premium tier
 * @param iops operations a second
 * @param mbps throughput
 */
record DiskTier(int maxGb, String name, int iops, int mbps) {
    private static final long GIB = 1L << 30;
    private static final List<DiskTier> PREMIUM = List.of(
            new DiskTier(4, "P1", 120, 25),
            new DiskTier(8, "P2", 120, 25),
            new DiskTier(16, "P3", 120, 25),
            new DiskTier(32, "P4", 120, 25),
            new DiskTier(64, "P6", 240, 50),
            new DiskTier(128, "P10", 500, 100),
            new DiskTier(256, "P15", 1100, 125),
            new DiskTier(512, "P20", 2300, 150),
            new DiskTier(1024, "P30", 5000, 200),
            new DiskTier(2048, "P40", 7500, 250),
            new DiskTier(4096, "P50", 7500, 250),
            new DiskTier(8192, "P60", 16000, 500),
            new DiskTier(16384, "P70", 18000, 750),
            new DiskTier(Integer.MAX_VALUE, "P80", 20000, 900));

    /**
     * The tier of a disk; one that is not premium, or whose size nobody knows yet, has no tier name and the same speed at every
     * size. Of a disk that waits for its content the announced length counts.
     */
    static DiskTier of(Disk disk) {
        String sku = disk.sku();
        int gb = disk.sizeGb() > 0 ? disk.sizeGb() : announcedGb(disk);
        if (!sku.startsWith("Premium") || gb == 0) {
            return new DiskTier(Integer.MAX_VALUE, "", 500, sku.startsWith("StandardSSD") ? 100 : 60);
        }
        return PREMIUM.stream().filter(tier -> gb <= tier.maxGb()).findFirst().orElseThrow();
    }

    private static int announcedGb(Disk disk) {
        long bytes = Json.at(disk.model(), "properties", "creationData", "uploadSizeBytes")
                .asLong(0);
        return (int) Math.ceilDiv(Math.max(0, bytes - DiskBody.VHD_FOOTER), GIB);
    }
}
