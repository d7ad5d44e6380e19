package io.azbatch.operator.azure;

import com.azure.resourcemanager.compute.fluent.models.ResourceSkuInner;
import com.azure.resourcemanager.compute.models.ResourceSkuCapabilities;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.VmSizes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The catalogue of sizes of a region: one long list, of which the few facts in use are kept for an hour. */
final class AzureVmSizes implements VmSizes {

    private static final Duration AGE = Duration.ofHours(1);

    private final Connections connections;
    private final Calls calls;

    AzureVmSizes(Connections connections, Calls calls) {
        this.connections = connections;
        this.calls = calls;
    }

    @Override
    public Reading<VmSize> get(Credential credential, String subscriptionId, Region region, String name) {
        Reading<Map<String, VmSize>> catalogue = calls.read(
                credential,
                "vmSizes",
                "/subscriptions/" + subscriptionId + "/locations/" + region.name(),
                AGE,
                () -> catalogue(credential, subscriptionId, region));
        return switch (catalogue) {
            case Reading.Present<Map<String, VmSize>>(Map<String, VmSize> sizes)
            when !sizes.containsKey(name.toLowerCase(Locale.ROOT)) ->
                new Reading.Absent<>("SizeNotInRegion", "Region " + region + " does not have size " + name + ".");
            default -> Calls.map(catalogue, sizes -> sizes.get(name.toLowerCase(Locale.ROOT)));
        };
    }

    private Map<String, VmSize> catalogue(Credential credential, String subscriptionId, Region region) {
        return ArmPages.all(connections
                        .arm(credential, subscriptionId)
                        .compute()
                        .getResourceSkus()
                        .listAsync("location eq '" + region.name() + "'", null))
                .stream()
                .filter(sku -> "virtualMachines".equalsIgnoreCase(sku.resourceType()) && sku.name() != null)
                .collect(Collectors.toUnmodifiableMap(
                        sku -> sku.name().toLowerCase(Locale.ROOT), AzureVmSizes::size, (first, again) -> first));
    }

    private static VmSize size(ResourceSkuInner sku) {
        return new VmSize(
                sku.name(),
                capability(sku, "MaxResourceVolumeMB").flatMap(AzureVmSizes::number),
                capability(sku, "CpuArchitectureType"));
    }

    private static Optional<String> capability(ResourceSkuInner sku, String name) {
        List<ResourceSkuCapabilities> capabilities = sku.capabilities() == null ? List.of() : sku.capabilities();
        return capabilities.stream()
                .filter(capability -> name.equalsIgnoreCase(capability.name()) && capability.value() != null)
                .map(ResourceSkuCapabilities::value)
                .findFirst();
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException unknown) {
            return Optional.empty();
        }
    }
}
