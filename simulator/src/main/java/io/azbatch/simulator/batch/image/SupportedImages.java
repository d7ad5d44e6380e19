package io.azbatch.simulator.batch.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The list of supported images. Shape and node agent ids are those of a recorded list of 2020; current images follow Microsoft's
 * documents. An image stays in the list for a while after Batch's support of it ended, as in Azure.
 */
public final class SupportedImages {
    /** publisher, offer, sku, node agent (without {@code batch.node.}, spaces as _), verification, end of support, capabilities. */
    private static final String TABLE = """
            almalinux almalinux-x86_64 8-gen2 el_8 verified - -
            almalinux almalinux-x86_64 9-gen2 el_9 verified - -
            almalinux almalinux-hpc 8_10-hpc-gen2 el_8 verified - SupportsRDMAOnly
            batch rendering-windows2016 rendering windows_amd64 verified 2024-02-29 -
            canonical ubuntuserver 16.04-lts ubuntu_16.04 verified 2021-05-21 -
            canonical ubuntuserver 16.04.0-lts ubuntu_16.04 unverified 2021-05-21 -
            canonical ubuntuserver 18.04-lts ubuntu_18.04 verified 2023-06-01 -
            canonical ubuntuserver 18_04-lts-gen2 ubuntu_18.04 unverified 2023-06-01 -
            canonical 0001-com-ubuntu-server-focal 20_04-lts ubuntu_20.04 verified 2025-04-23 -
            canonical 0001-com-ubuntu-server-focal 20_04-lts-gen2 ubuntu_20.04 unverified 2025-04-23 -
            canonical 0001-com-ubuntu-server-jammy 22_04-lts ubuntu_22.04 verified 2027-06-30 -
            canonical 0001-com-ubuntu-server-jammy 22_04-lts-gen2 ubuntu_22.04 verified 2027-06-30 -
            canonical ubuntu-24_04-lts server ubuntu_24.04 verified - -
            canonical ubuntu-24_04-lts server-gen1 ubuntu_24.04 unverified - -
            credativ debian 9 debian_9 verified 2022-06-30 -
            debian debian-10 10 debian_10 verified 2024-06-30 -
            debian debian-11 11 debian_11 verified 2026-08-31 -
            debian debian-12 12 debian_12 verified - -
            debian debian-12 12-gen2 debian_12 verified - -
            microsoft-azure-batch centos-container 7-7 centos_7 verified 2024-06-30 DockerCompatible,NvidiaTeslaDriverInstalled,NvidiaGridDriverInstalled
            microsoft-azure-batch ubuntu-server-container 16-04-lts ubuntu_16.04 verified 2021-05-21 DockerCompatible,NvidiaTeslaDriverInstalled,NvidiaGridDriverInstalled
            microsoft-azure-batch ubuntu-server-container 20-04-lts ubuntu_20.04 verified 2025-04-23 DockerCompatible,NvidiaTeslaDriverInstalled,NvidiaGridDriverInstalled
            microsoft-dsvm ubuntu-hpc 2204 ubuntu_22.04 verified 2027-06-30 DockerCompatible,NvidiaTeslaDriverInstalled,SupportsRDMAOnly
            microsoft-dsvm ubuntu-hpc 2404 ubuntu_24.04 verified - DockerCompatible,NvidiaTeslaDriverInstalled,SupportsRDMAOnly
            microsoftcblmariner azure-linux-3 azure-linux-3-gen2 azurelinux_3 unverified - -
            microsoftwindowsserver windowsserver 2012-r2-datacenter windows_amd64 verified 2023-10-10 -
            microsoftwindowsserver windowsserver 2016-datacenter windows_amd64 verified 2027-01-12 -
            microsoftwindowsserver windowsserver 2016-datacenter-smalldisk windows_amd64 verified 2027-01-12 -
            microsoftwindowsserver windowsserver 2016-datacenter-with-containers windows_amd64 verified 2027-01-12 DockerCompatible
            microsoftwindowsserver windowsserver 2019-datacenter windows_amd64 verified - -
            microsoftwindowsserver windowsserver 2019-datacenter-core windows_amd64 verified - -
            microsoftwindowsserver windowsserver 2019-datacenter-smalldisk windows_amd64 verified - -
            microsoftwindowsserver windowsserver 2019-datacenter-with-containers windows_amd64 verified - DockerCompatible
            microsoftwindowsserver windowsserver 2022-datacenter windows_amd64 verified - -
            microsoftwindowsserver windowsserver 2022-datacenter-azure-edition windows_amd64 unverified - -
            microsoftwindowsserver windowsserver 2022-datacenter-g2 windows_amd64 verified - -
            microsoftwindowsserver windowsserver 2025-datacenter-g2 windows_amd64 unverified - -
            openlogic centos 7.7 centos_7 verified 2024-06-30 -
            oracle oracle-linux ol89-lvm-gen2 el_8 unverified - -
            oracle oracle-linux ol94-lvm-gen2 el_9 unverified - -
            redhat rhel 8-gen2 el_8 unverified - -
            redhat rhel 9-lvm-gen2 el_9 unverified - -
            resf rockylinux-x86_64 8-base el_8 verified - -
            resf rockylinux-x86_64 9-base el_9 verified - -
            """;

    private static final List<SupportedImage> ALL =
            TABLE.lines().map(SupportedImages::read).toList();

    private SupportedImages() {}

    /** The list at an instant, as the service gives it. */
    public static List<ObjectNode> list(Instant now) {
        return ALL.stream()
                .filter(image -> image.listed(now))
                .map(SupportedImage::toJson)
                .toList();
    }

    /** The image that a reference by publisher, offer and sku means. */
    static Optional<SupportedImage> find(JsonNode reference, Instant now) {
        return ALL.stream()
                .filter(image -> image.listed(now) && image.is(reference))
                .findFirst();
    }

    /** Whether a node agent SKU id is known. */
    static boolean knowsAgent(String nodeAgent) {
        return ALL.stream().anyMatch(image -> image.nodeAgent().equalsIgnoreCase(nodeAgent));
    }

    private static SupportedImage read(String line) {
        String[] cells = line.strip().split(" +");
        String agent = "batch.node." + cells[3].replace('_', ' ');
        return new SupportedImage(
                cells[0],
                cells[1],
                cells[2],
                agent,
                cells[4].equals("verified"),
                cells[3].startsWith("windows"),
                cells[5].equals("-") ? Optional.empty() : Optional.of(LocalDate.parse(cells[5])),
                cells[6].equals("-") ? List.of() : List.of(cells[6].split(",")));
    }
}
