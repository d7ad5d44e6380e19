package io.azbatch.simulator.arm;

import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which api-versions each type has registered, and what ARM says to others. */
public final class ApiVersions {
    /** Versions of ARM's own resources. */
    private static final List<String> CORE = List.of(
            "2014-04-01",
            "2014-04-01-preview",
            "2015-01-01",
            "2015-11-01",
            "2016-02-01",
            "2016-06-01",
            "2016-07-01",
            "2016-09-01",
            "2017-05-10",
            "2017-08-01",
            "2018-02-01",
            "2018-05-01",
            "2018-07-01",
            "2019-03-01",
            "2019-05-01",
            "2019-05-10",
            "2019-06-01",
            "2019-07-01",
            "2019-08-01",
            "2019-10-01",
            "2019-11-01",
            "2020-01-01",
            "2020-05-01",
            "2020-06-01",
            "2020-08-01",
            "2020-10-01",
            "2021-01-01",
            "2021-04-01",
            "2021-05-01",
            "2021-07-01",
            "2022-01-01",
            "2022-05-01",
            "2022-06-01",
            "2022-09-01",
            "2022-12-01",
            "2023-07-01",
            "2024-03-01",
            "2024-07-01",
            "2024-08-01",
            "2024-11-01",
            "2025-03-01",
            "2025-04-01",
            "2025-07-01");

    private final Map<String, Map<String, List<String>>> byNamespace = new LinkedHashMap<>();
    private final Map<String, String> namespaces = new LinkedHashMap<>();

    ApiVersions(List<ArmProvider> providers) {
        for (ArmProvider provider : providers) {
            Map<String, List<String>> types = byNamespace.computeIfAbsent(
                    provider.namespace().toLowerCase(Locale.ROOT), key -> new LinkedHashMap<>());
            namespaces.put(provider.namespace().toLowerCase(Locale.ROOT), provider.namespace());
            provider.types().forEach(type -> types.put(type.type(), type.apiVersions()));
        }
    }

    /** Names of all registered providers. */
    List<String> namespaces() {
        return List.copyOf(namespaces.values());
    }

    /** Types of a provider with their versions; empty if there is no such provider. */
    Map<String, List<String>> types(String namespace) {
        return byNamespace.getOrDefault(namespace.toLowerCase(Locale.ROOT), Map.of());
    }

    /** Refuses a missing or unknown version, an unknown provider and an unknown type. */
    void check(Request request, ArmTarget target) {
        String version = request.apiVersion();
        if (version.isEmpty()) {
            throw ArmError.gateway(
                    400,
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
        if (target.namespace().equalsIgnoreCase(ArmTarget.CORE) || target.isRegistration()) {
            checkCore(version);
        } else {
            checkProvider(version, target);
        }
    }

    private static void checkCore(String version) {
        if (!CORE.contains(version)) {
            throw ArmError.gateway(
                    400,
                    "InvalidApiVersionParameter",
                    "The api-version '" + version + "' is invalid. The supported versions are '"
                            + String.join(",", CORE.reversed()) + "'.");
        }
    }

    private void checkProvider(String version, ArmTarget target) {
        Map<String, List<String>> types = types(target.namespace());
        if (types.isEmpty()) {
            throw ArmError.gateway(
                    404, "InvalidResourceNamespace", "The resource namespace '" + target.namespace() + "' is invalid.");
        }
        // An action of the provider itself, such as checkNameAvailability, is registered like a type.
        String wanted = target.type().isEmpty() ? target.action() : target.type();
        List<String> versions = types.entrySet().stream()
                .filter(type -> type.getKey().equalsIgnoreCase(wanted))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> unknownType(version, target));
        if (!versions.contains(version)) {
            throw unknownVersion(version, target, versions);
        }
    }

    private static Refused unknownType(String version, ArmTarget target) {
        return ArmError.gateway(
                404,
                "InvalidResourceType",
                "The resource type '" + target.type() + "' could not be found in the namespace '" + target.namespace()
                        + "' for api version '" + version + "'.");
    }

    private static Refused unknownVersion(String version, ArmTarget target, List<String> versions) {
        return ArmError.gateway(
                400,
                "NoRegisteredProviderFound",
                "No registered resource provider found for location '' and API version '" + version + "' for type '"
                        + target.type() + "'. The supported api-versions are '" + String.join(", ", versions)
                        + "'. The supported locations are '"
                        + String.join(", ", Regions.all().keySet()) + "'.");
    }
}
