package io.azbatch.simulator;

import io.azbatch.simulator.arm.ArmProvider;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.entra.Directory;
import java.util.List;

/** The resource providers of the simulated Azure. */
final class Providers {
    private Providers() {}

    static List<ArmProvider> all(Azure azure, Directory directory) {
        return List.of();
    }
}
