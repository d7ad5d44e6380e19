package io.azbatch.simulator.arm.compute.disk;

import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Optional;

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
        if (isTunable(disk)) {
            return tuned(disk);
        }
        String sku = disk.sku();
        int gb = disk.sizeGb() > 0 ? disk.sizeGb() : announcedGb(disk);
        if (!sku.startsWith("Premium") || gb == 0) {
            return new DiskTier(Integer.MAX_VALUE, "", 500, sku.startsWith("StandardSSD") ? 100 : 60);
        }
        DiskTier bySize =
                PREMIUM.stream().filter(tier -> gb <= tier.maxGb()).findFirst().orElseThrow();
        return named(Json.text(disk.model(), "properties", "tier"))
                .filter(bought -> bought.maxGb() > bySize.maxGb())
                .orElse(bySize);
    }

    /** The premium tier of a name, such as {@code P30}. */
    static Optional<DiskTier> named(String name) {
        return PREMIUM.stream().filter(tier -> tier.name().equals(name)).findFirst();
    }

    /** Whether its owner says how fast it is. */
    static boolean isTunable(Disk disk) {
        return disk.sku().equals("UltraSSD_LRS") || disk.sku().equals("PremiumV2_LRS");
    }

    private static DiskTier tuned(Disk disk) {
        boolean ultra = disk.sku().equals("UltraSSD_LRS");
        int iops = Json.at(disk.model(), "properties", "diskIOPSReadWrite").asInt(ultra ? 500 : 3000);
        int mbps = Json.at(disk.model(), "properties", "diskMBpsReadWrite").asInt(ultra ? 60 : 125);
        return new DiskTier(Integer.MAX_VALUE, "", iops, mbps);
    }

    private static int announcedGb(Disk disk) {
        long bytes = Json.at(disk.model(), "properties", "creationData", "uploadSizeBytes")
                .asLong(0);
        return (int) Math.ceilDiv(Math.max(0, bytes - DiskBody.VHD_FOOTER), GIB);
    }
}
