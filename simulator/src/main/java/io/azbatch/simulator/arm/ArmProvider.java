package io.azbatch.simulator.arm;

import io.azbatch.simulator.http.Router;
import java.util.List;

/** A resource provider: hangs its routes into ARM's router and says which types and api-versions it has registered. */
public interface ArmProvider {
    /** Such as {@code Microsoft.Compute}. */
    String namespace();

    /** Types with their api-versions; a request for any other type or version is refused before a handler sees it. */
    List<ProviderType> types();

    /** Adds the provider's routes; templates begin with {@code /subscriptions/{subscription}}, groups are {@code {group}}. */
    void routes(Router router);

    /**
     * A registered type.
     *
     * @param type without namespace, such as {@code virtualMachines/extensions}
     * @param apiVersions oldest first
     */
    record ProviderType(String type, List<String> apiVersions) {}
}
