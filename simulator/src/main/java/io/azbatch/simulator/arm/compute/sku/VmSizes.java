package io.azbatch.simulator.arm.compute.sku;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sizes that every region offers. */
public final class VmSizes {
    /** name, family, vCPUs, GB, temp MB, data disks, generations, premium, architecture, Spot. */
    private static final String TABLE = """
            Basic_A0 basicAFamily 1 0.75 20480 1 V1 - x64 -
            Standard_A0 standardA0_A7Family 1 0.75 20480 1 V1 - x64 -
            Standard_A1 standardA0_A7Family 1 1.75 71680 2 V1 - x64 -
            Standard_A2 standardA0_A7Family 2 3.5 138240 4 V1 - x64 -
            Standard_A3 standardA0_A7Family 4 7 291840 8 V1 - x64 -
            Standard_A4 standardA0_A7Family 8 14 619520 16 V1 - x64 -
            Standard_A1_v2 standardAv2Family 1 2 10240 2 V1 - x64 spot
            Standard_A2_v2 standardAv2Family 2 4 20480 4 V1 - x64 spot
            Standard_A4_v2 standardAv2Family 4 8 40960 8 V1 - x64 spot
            Standard_D1 standardDFamily 1 3.5 51200 4 V1 - x64 spot
            Standard_D2 standardDFamily 2 7 102400 8 V1 - x64 spot
            Standard_D3 standardDFamily 4 14 204800 16 V1 - x64 spot
            Standard_DS1 standardDSFamily 1 3.5 7168 4 V1 premium x64 spot
            Standard_DS2 standardDSFamily 2 7 14336 8 V1 premium x64 spot
            Standard_D1_v2 standardDv2Family 1 3.5 51200 4 V1 - x64 spot
            Standard_D2_v2 standardDv2Family 2 7 102400 8 V1 - x64 spot
            Standard_D3_v2 standardDv2Family 4 14 204800 16 V1 - x64 spot
            Standard_D4_v2 standardDv2Family 8 28 409600 32 V1 - x64 spot
            Standard_D5_v2 standardDv2Family 16 56 819200 64 V1 - x64 spot
            Standard_DS1_v2 standardDSv2Family 1 3.5 7168 4 V1,V2 premium x64 spot
            Standard_DS2_v2 standardDSv2Family 2 7 14336 8 V1,V2 premium x64 spot
            Standard_DS3_v2 standardDSv2Family 4 14 28672 16 V1,V2 premium x64 spot
            Standard_DS4_v2 standardDSv2Family 8 28 57344 32 V1,V2 premium x64 spot
            Standard_DS5_v2 standardDSv2Family 16 56 114688 64 V1,V2 premium x64 spot
            Standard_B1s standardBSFamily 1 1 4096 2 V1,V2 premium x64 -
            Standard_B2s standardBSFamily 2 4 8192 4 V1,V2 premium x64 -
            Standard_B2ms standardBSFamily 2 8 16384 4 V1,V2 premium x64 -
            Standard_D2_v3 standardDv3Family 2 8 51200 4 V1 - x64 spot
            Standard_D4_v3 standardDv3Family 4 16 102400 8 V1 - x64 spot
            Standard_D2s_v3 standardDSv3Family 2 8 16384 4 V1,V2 premium x64 spot
            Standard_D4s_v3 standardDSv3Family 4 16 32768 8 V1,V2 premium x64 spot
            Standard_D8s_v3 standardDSv3Family 8 32 65536 16 V1,V2 premium x64 spot
            Standard_D2a_v4 standardDAv4Family 2 8 51200 4 V1 - x64 spot
            Standard_D2as_v4 standardDASv4Family 2 8 16384 4 V1,V2 premium x64 spot
            Standard_D4as_v4 standardDASv4Family 4 16 32768 8 V1,V2 premium x64 spot
            Standard_D2s_v4 standardDSv4Family 2 8 0 4 V1,V2 premium x64 spot
            Standard_D2ds_v4 standardDDSv4Family 2 8 76800 4 V1,V2 premium x64 spot
            Standard_D2s_v5 standardDSv5Family 2 8 0 4 V1,V2 premium x64 spot
            Standard_D4s_v5 standardDSv5Family 4 16 0 8 V1,V2 premium x64 spot
            Standard_D8s_v5 standardDSv5Family 8 32 0 16 V1,V2 premium x64 spot
            Standard_D2ds_v5 standardDDSv5Family 2 8 76800 4 V1,V2 premium x64 spot
            Standard_D4ds_v5 standardDDSv5Family 4 16 153600 8 V1,V2 premium x64 spot
            Standard_D8ds_v5 standardDDSv5Family 8 32 307200 16 V1,V2 premium x64 spot
            Standard_D2as_v5 standardDASv5Family 2 8 0 4 V1,V2 premium x64 spot
            Standard_D2ads_v5 standardDADSv5Family 2 8 76800 4 V1,V2 premium x64 spot
            Standard_D4ads_v5 standardDADSv5Family 4 16 153600 8 V1,V2 premium x64 spot
            Standard_D2ps_v5 standardDPSv5Family 2 8 0 4 V2 premium Arm64 spot
            Standard_D4ps_v5 standardDPSv5Family 4 16 0 8 V2 premium Arm64 spot
            Standard_D2pds_v5 standardDPDSv5Family 2 8 76800 4 V2 premium Arm64 spot
            Standard_D2s_v6 standardDSv6Family 2 8 0 8 V2 premium x64 spot
            Standard_D4s_v6 standardDSv6Family 4 16 0 12 V2 premium x64 spot
            Standard_D2ds_v6 standardDDSv6Family 2 8 112640 8 V2 premium x64 spot
            Standard_E2s_v5 standardESv5Family 2 16 0 4 V1,V2 premium x64 spot
            Standard_E4ds_v5 standardEDSv5Family 4 32 153600 8 V1,V2 premium x64 spot
            Standard_F2s_v2 standardFSv2Family 2 4 16384 4 V1,V2 premium x64 spot
            Standard_F4s_v2 standardFSv2Family 4 8 32768 8 V1,V2 premium x64 spot
            Standard_F8s_v2 standardFSv2Family 8 16 65536 16 V1,V2 premium x64 spot
            Standard_F16s_v2 standardFSv2Family 16 32 131072 32 V1,V2 premium x64 spot
            Standard_H16r standardHFamily 16 112 2048000 64 V1 - x64 -
            Standard_M64s standardMSFamily 64 1024 2048000 64 V1,V2 premium x64 spot
            Standard_HB120rs_v3 standardHBrsv3Family 120 448 491520 32 V1,V2 premium x64 spot
            Standard_NC6s_v3 standardNCSv3Family 6 112 753664 12 V1,V2 premium x64 spot
            Standard_NC4as_T4_v3 standardNCASv3_T4Family 4 28 180224 8 V1,V2 premium x64 spot
            """;

    private static final Map<String, VmSize> BY_NAME = TABLE.lines()
            .map(VmSizes::read)
            .collect(Collectors.toUnmodifiableMap(size -> size.name().toLowerCase(Locale.ROOT), Function.identity()));

    private VmSizes() {}

    /** The size with a name, compared without case. */
    public static Optional<VmSize> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** All sizes by name. */
    public static List<VmSize> all() {
        return BY_NAME.values().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    private static VmSize read(String line) {
        String[] cells = line.strip().split(" +");
        return new VmSize(
                cells[0],
                cells[1],
                Integer.parseInt(cells[2]),
                Double.parseDouble(cells[3]),
                Integer.parseInt(cells[4]),
                Integer.parseInt(cells[5]),
                cells[6],
                cells[7].equals("premium"),
                cells[8],
                cells[9].equals("spot"));
    }
}
