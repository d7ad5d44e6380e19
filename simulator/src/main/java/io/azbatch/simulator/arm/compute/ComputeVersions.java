package io.azbatch.simulator.arm.compute;

import java.util.List;
import java.util.stream.Stream;

/** Registered api-versions. Machines, disks and galleries have calendars of their own; poll addresses take all three. */
final class ComputeVersions {
    static final List<String> MACHINES = List.of(
            "2015-05-01-preview",
            "2015-06-15",
            "2016-03-30",
            "2016-04-30-preview",
            "2016-08-30",
            "2017-03-30",
            "2017-12-01",
            "2018-04-01",
            "2018-06-01",
            "2018-10-01",
            "2019-03-01",
            "2019-07-01",
            "2019-12-01",
            "2020-06-01",
            "2020-12-01",
            "2021-03-01",
            "2021-04-01",
            "2021-07-01",
            "2021-11-01",
            "2022-03-01",
            "2022-08-01",
            "2022-11-01",
            "2023-03-01",
            "2023-07-01",
            "2023-09-01",
            "2024-03-01",
            "2024-07-01",
            "2024-11-01",
            "2025-04-01",
            "2025-11-01",
            "2026-03-01",
            "2026-04-01");

    static final List<String> DISKS = List.of(
            "2016-04-30-preview",
            "2017-03-30",
            "2018-04-01",
            "2018-06-01",
            "2018-09-30",
            "2019-03-01",
            "2019-07-01",
            "2019-11-01",
            "2020-05-01",
            "2020-06-30",
            "2020-09-30",
            "2020-12-01",
            "2021-04-01",
            "2021-08-01",
            "2021-12-01",
            "2022-03-02",
            "2022-07-02",
            "2023-01-02",
            "2023-04-02",
            "2023-10-02",
            "2024-03-02",
            "2025-01-02",
            "2026-03-02");

    static final List<String> DISK_ACCESSES = since(DISKS, "2020-05-01");

    static final List<String> ENCRYPTION_SETS = since(DISKS, "2019-07-01");

    static final List<String> GALLERIES = List.of(
            "2018-06-01",
            "2019-03-01",
            "2019-07-01",
            "2019-12-01",
            "2020-09-30",
            "2021-07-01",
            "2021-10-01",
            "2022-01-03",
            "2022-03-03",
            "2022-08-03",
            "2023-07-03",
            "2024-03-03",
            "2025-03-03",
            "2025-12-03",
            "2026-03-03");

    static final List<String> SKUS = List.of("2017-03-30", "2017-09-01", "2019-04-01", "2021-07-01");

    static final List<String> ALL = Stream.of(MACHINES, DISKS, GALLERIES)
            .flatMap(List::stream)
            .distinct()
            .sorted()
            .toList();

    private ComputeVersions() {}

    /** Versions of a type that came with machines of a version. */
    static List<String> machinesSince(String first) {
        return since(MACHINES, first);
    }

    private static List<String> since(List<String> versions, String first) {
        return versions.stream()
                .filter(version -> version.compareTo(first) >= 0)
                .toList();
    }
}
