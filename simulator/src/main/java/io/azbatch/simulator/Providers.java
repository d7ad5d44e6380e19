package io.azbatch.simulator;

import io.azbatch.simulator.arm.ArmProvider;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.compute.ComputeProvider;
import io.azbatch.simulator.arm.compute.ExtensionShelf;
import io.azbatch.simulator.arm.compute.runcommand.Scripts;
import io.azbatch.simulator.arm.network.Surroundings;
import io.azbatch.simulator.batch.BatchProvider;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.StorageProvider;
import java.util.ArrayList;
import java.util.List;

/** The resource providers of the simulated Azure. */
final class Providers {
    private Providers() {}

    static List<ArmProvider> all(Azure azure, BatchProvider batch, Storage storage, Scripts scripts) {
        List<ArmProvider> providers = new ArrayList<>();
        providers.add(new ComputeProvider(azure, storage, scripts));
        providers.add(new ExtensionShelf());
        providers.add(batch);
        providers.add(new StorageProvider(azure, storage));
        providers.addAll(Surroundings.all(azure));
        return List.copyOf(providers);
    }
}
