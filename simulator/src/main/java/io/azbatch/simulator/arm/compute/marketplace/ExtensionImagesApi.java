package io.azbatch.simulator.arm.compute.marketplace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.function.Function;

/** Extensions that a region offers, a few well-known ones: az looks for the newest version before it installs one. */
public final class ExtensionImagesApi {
    private static final String TYPES = "/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}"
            + "/publishers/{publisher}/artifacttypes/vmextension/types";
    private static final List<Offered> OFFERED = List.of(
            new Offered("Microsoft.Azure.Extensions", "CustomScript", "Linux", List.of("2.0.7", "2.1.10", "2.1.13")),
            new Offered("Microsoft.Azure.Extensions", "RunCommandLinux", "Linux", List.of("1.0.5")),
            new Offered("Microsoft.OSTCExtensions", "VMAccessForLinux", "Linux", List.of("1.5.11")),
            new Offered("Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent", "Linux", List.of("1.33.1", "1.35.4")),
            new Offered(
                    "Microsoft.Azure.Monitor", "AzureMonitorWindowsAgent", "Windows", List.of("1.33.0.0", "1.35.0.0")),
            new Offered("Microsoft.Azure.Security", "AzureDiskEncryption", "Windows", List.of("2.2.0.37")),
            new Offered("Microsoft.Azure.Security", "AzureDiskEncryptionForLinux", "Linux", List.of("1.1.0.58")),
            new Offered("Microsoft.Compute", "CustomScriptExtension", "Windows", List.of("1.10.15", "1.10.20")),
            new Offered("Microsoft.Compute", "VMAccessAgent", "Windows", List.of("2.4.10")),
            new Offered("Microsoft.HpcCompute", "NvidiaGpuDriverLinux", "Linux", List.of("1.9.0.0")));

    /**
     * An extension.
     *
     * @param versions oldest first
     */
    private record Offered(String publisher, String type, String osType, List<String> versions) {}

    public void routes(Router router) {
        router.add("GET", TYPES, "vmextension/types list", this::types);
        router.add("GET", TYPES + "/{type}/versions", "vmextension/versions list", this::versions);
        router.add("GET", TYPES + "/{type}/versions/{version}", "vmextension/versions GET", this::get);
    }

    private Response types(Request request) {
        List<String> names = OFFERED.stream()
                .filter(one -> one.publisher().equalsIgnoreCase(request.param("publisher")))
                .map(Offered::type)
                .toList();
        if (names.isEmpty()) {
            throw notFound();
        }
        return items(request, names, name -> request.path() + "/" + name);
    }

    private Response versions(Request request) {
        return items(request, require(request).versions(), version -> request.path() + "/" + version);
    }

    private static Response items(Request request, List<String> names, Function<String, String> id) {
        String region = Regions.require(request.param("location"), "Microsoft.Compute/locations/publishers");
        ArrayNode items = Json.array();
        names.forEach(name ->
                items.addObject().put("location", region).put("name", name).put("id", id.apply(name)));
        return Response.json(200, items);
    }

    private Response get(Request request) {
        Offered offered = require(request);
        String version = request.param("version");
        if (!offered.versions().contains(version)) {
            throw notFound();
        }
        ObjectNode body = Json.object()
                .put("location", Regions.normalise(request.param("location")))
                .put("name", version)
                .put("id", request.path());
        body.putObject("properties")
                .put("operatingSystem", offered.osType())
                .put("computeRole", "IaaS")
                .put("vmScaleSetEnabled", false)
                .put("supportsMultipleExtensions", false);
        return Response.json(200, body);
    }

    private static Offered require(Request request) {
        return OFFERED.stream()
                .filter(one -> one.publisher().equalsIgnoreCase(request.param("publisher")))
                .filter(one -> one.type().equalsIgnoreCase(request.param("type")))
                .findFirst()
                .orElseThrow(ExtensionImagesApi::notFound);
    }

    private static Refused notFound() {
        return ArmError.of(404, "NotFound", "Artifact: VMExtension was not found.");
    }
}
