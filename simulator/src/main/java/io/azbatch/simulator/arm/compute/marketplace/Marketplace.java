package io.azbatch.simulator.arm.compute.marketplace;

import java.util.List;
import java.util.Optional;

/** The shelf. */
public final class Marketplace {
    /** publisher, offer, sku, OS, generation, architecture, GB, OS name and version (underscores are spaces), plan, versions. */
    private static final String TABLE = """
            Canonical UbuntuServer 14.04.2-LTS Linux V1 x64 30 ubuntu 14.04 - 14.04.201911070
            Canonical UbuntuServer 16.04.0-LTS Linux V1 x64 30 ubuntu 16.04 - 16.04.202003170,16.04.202010140,16.04.202104290
            Canonical UbuntuServer 16.04-LTS Linux V1 x64 30 ubuntu 16.04 - 16.04.202104290
            Canonical UbuntuServer 18.04-LTS Linux V1 x64 30 ubuntu 18.04 - 18.04.202306070,18.04.202401161
            Canonical 0001-com-ubuntu-server-focal 20_04-lts Linux V1 x64 30 ubuntu 20.04 - 20.04.202505200
            Canonical 0001-com-ubuntu-server-focal 20_04-lts-gen2 Linux V2 x64 30 ubuntu 20.04 - 20.04.202505200
            Canonical 0001-com-ubuntu-server-jammy 22_04-lts Linux V1 x64 30 ubuntu 22.04 - 22.04.202408010,22.04.202604250
            Canonical 0001-com-ubuntu-server-jammy 22_04-lts-gen2 Linux V2 x64 30 ubuntu 22.04 - 22.04.202408010,22.04.202604250
            Canonical 0001-com-ubuntu-server-jammy 22_04-lts-arm64 Linux V2 Arm64 30 ubuntu 22.04 - 22.04.202604250
            Canonical ubuntu-24_04-lts server Linux V2 x64 30 ubuntu 24.04 - 24.04.202510020,24.04.202604160
            Canonical ubuntu-24_04-lts server-gen1 Linux V1 x64 30 ubuntu 24.04 - 24.04.202604160
            microsoft-dsvm ubuntu-hpc 2204 Linux V2 x64 64 ubuntu 22.04 - 22.04.2025101301
            microsoft-azure-batch ubuntu-server-container 20-04-lts Linux V2 x64 30 ubuntu 20.04 plan 1.0.1
            almalinux almalinux-x86_64 9-gen2 Linux V2 x64 30 almalinux 9.5 - 9.5.202411260
            Debian debian-10 10 Linux V1 x64 30 debian 10.13 - 0.20240430.1733
            Debian debian-12 12-gen2 Linux V2 x64 30 debian 12.7 - 0.20241004.1890
            OpenLogic CentOS 7.5 Linux V1 x64 30 centos 7.5.1804 - 7.5.201808150
            resf rockylinux-x86_64 9-base Linux V2 x64 10 rocky 9.4 plan 9.4.20240509
            MicrosoftWindowsServer WindowsServer 2008-R2-SP1 Windows V1 x64 127 Windows_Server_2008_R2 Microsoft_Windows_NT_6.1.7601.0 - 2.0.201506,2.0.20150824,7601.24557.2001140500
            MicrosoftWindowsServer WindowsServer 2012-R2-Datacenter Windows V1 x64 127 Windows_Server_2012_R2_Datacenter Microsoft_Windows_NT_6.3.9600.0 - 4.0.201503,4.0.201504,4.0.201505,4.0.201506,4.0.20151120,4.127.20170406,4.127.20171017,9600.19817.2009040500
            MicrosoftWindowsServer WindowsServer 2016-Datacenter Windows V1 x64 127 Windows_Server_2016_Datacenter Microsoft_Windows_NT_10.0.14393.0 - 14393.3686.2005061700
            MicrosoftWindowsServer WindowsServer 2019-datacenter Windows V1 x64 127 Windows_Server_2019_Datacenter Microsoft_Windows_NT_10.0.17763.0 - 17763.6414.241006
            MicrosoftWindowsServer WindowsServer 2022-datacenter-g2 Windows V2 x64 127 Windows_Server_2022_Datacenter 10.0.20348.2159 - 20348.2159.231202
            MicrosoftWindowsServer WindowsServer 2022-datacenter-azure-edition Windows V2 x64 127 Windows_Server_2022_Datacenter_Azure_Edition 10.0.20348.2762 - 20348.2762.241006
            microsoftwindowsdesktop windows-10 win10-22h2-avd-g2 Windows V2 x64 127 Windows_10_Enterprise_for_Virtual_Desktops 10.0.19045.3448 - 19045.3448.230831
            """;

    private static final List<MarketplaceImage> IMAGES =
            TABLE.lines().map(Marketplace::read).toList();

    private Marketplace() {}

    /** All images. */
    public static List<MarketplaceImage> all() {
        return IMAGES;
    }

    /** The image with a name, compared without case. */
    public static Optional<MarketplaceImage> find(String publisher, String offer, String sku) {
        return IMAGES.stream()
                .filter(image -> image.isNamed(publisher, offer, sku))
                .findFirst();
    }

    private static MarketplaceImage read(String line) {
        String[] cells = line.strip().split(" +");
        return new MarketplaceImage(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                cells[5],
                Integer.parseInt(cells[6]),
                cells[7].replace('_', ' '),
                cells[8].replace('_', ' '),
                cells[9].equals("plan"),
                List.of(cells[10].split(",")));
    }
}
