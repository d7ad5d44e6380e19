package io.azbatch.simulator.batch.answer;

import java.util.List;

/**
 * An api-version of the data plane.
 *
 * @param text as on the wire, such as {@code 2024-07-01.20.0}
 */
public record BatchVersion(String text) implements Comparable<BatchVersion> {
    /** The first with one OS version of Cloud Services, and with a login mode of Windows users. */
    public static final BatchVersion ONE_OS_VERSION = new BatchVersion("2018-12-01.8.0");

    /** The first that has {@code taskSlotsPerNode} in the place of {@code maxTasksPerNode}. */
    public static final BatchVersion TASK_SLOTS = new BatchVersion("2020-09-01.12.0");

    /** The first whose jobs have a limit of parallel tasks and preemption of tasks. */
    public static final BatchVersion TASK_PREEMPTION = new BatchVersion("2022-01-01.15.0");

    /** The first that knows simplified node communication. */
    public static final BatchVersion NODE_COMMUNICATION = new BatchVersion("2022-10-01.16.0");

    /** The first that counts nodes which upgrade their operating system. */
    public static final BatchVersion OS_UPGRADE = new BatchVersion("2024-02-01.19.0");

    /** The first without Cloud Services pools, and with deallocated nodes. */
    public static final BatchVersion WITHOUT_CLOUD_SERVICES = new BatchVersion("2024-07-01.20.0");

    /** The first without certificates, resource tags and a choice of node communication. */
    public static final BatchVersion WITHOUT_CERTIFICATES = new BatchVersion("2025-06-01");

    private static final List<String> KNOWN = List.of(
            "2017-05-01.5.0",
            "2017-06-01.5.1",
            "2017-09-01.6.0",
            "2018-03-01.6.1",
            "2018-08-01.7.0",
            "2018-12-01.8.0",
            "2019-06-01.9.0",
            "2019-08-01.10.0",
            "2020-03-01.11.0",
            "2020-09-01.12.0",
            "2021-06-01.14.0",
            "2022-01-01.15.0",
            "2022-10-01.16.0",
            "2023-05-01.17.0",
            "2023-11-01.18.0",
            "2024-02-01.19.0",
            "2024-07-01.20.0",
            "2025-06-01");

    /**
     * The version of a request.
     *
     * @throws BatchRefusal if it is missing or unknown
     */
    public static BatchVersion require(String text) {
        if (text.isEmpty()) {
            throw Errors.missingVersion().refusal();
        }
        if (!KNOWN.contains(text)) {
            throw Errors.unsupportedVersion(text).refusal();
        }
        return new BatchVersion(text);
    }

    /** What stands behind an api-version of ARM: the newest that is not younger. */
    public static BatchVersion behind(String armVersion) {
        return KNOWN.reversed().stream()
                .filter(known -> known.substring(0, 10).compareTo(armVersion) <= 0)
                .findFirst()
                .map(BatchVersion::new)
                .orElse(new BatchVersion(KNOWN.getFirst()));
    }

    /** Whether this is the other one or a later one. */
    public boolean since(BatchVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(BatchVersion other) {
        return text.substring(0, 10).compareTo(other.text.substring(0, 10));
    }
}
