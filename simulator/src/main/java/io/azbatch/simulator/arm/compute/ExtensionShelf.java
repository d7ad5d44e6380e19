package io.azbatch.simulator.arm.compute;

import io.azbatch.simulator.arm.ArmProvider;
import io.azbatch.simulator.arm.compute.marketplace.ExtensionImagesApi;
import io.azbatch.simulator.http.Router;
import java.util.List;

/** The part of Microsoft.Compute that tells which extensions there are. */
public final class ExtensionShelf implements ArmProvider {
    private static final String TYPES = "locations/publishers/artifacttypes/types";

    @Override
    public String namespace() {
        return "Microsoft.Compute";
    }

    @Override
    public List<ProviderType> types() {
        return List.of(
                new ProviderType(TYPES, ComputeVersions.MACHINES),
                new ProviderType(TYPES + "/versions", ComputeVersions.MACHINES));
    }

    @Override
    public void routes(Router router) {
        new ExtensionImagesApi().routes(router);
    }
}
