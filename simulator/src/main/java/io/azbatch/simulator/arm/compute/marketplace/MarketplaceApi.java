package io.azbatch.simulator.arm.compute.marketplace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.compute.RateGroup;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Look-ups of Marketplace image versions; lists are bare arrays here, unlike everywhere else. */
public final class MarketplaceApi {
    private static final String PUBLISHERS =
            "/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}/publishers";
    private static final String OFFERS = PUBLISHERS + "/{publisher}/artifacttypes/vmimage/offers";
    private static final String SKUS = OFFERS + "/{offer}/skus";
    private static final String VERSIONS = SKUS + "/{sku}/versions";

    private final Azure azure;

    public MarketplaceApi(Azure azure) {
        this.azure = azure;
    }

    public void routes(Router router) {
        RateGroup group = RateGroup.windows("GetVMImageFromLocation", 12999, 103999);
        router.add(
                "GET",
                PUBLISHERS,
                "vmimage/publishers list",
                group.on(azure, request -> names(request, MarketplaceImage::publisher)));
        router.add(
                "GET",
                OFFERS,
                "vmimage/offers list",
                group.on(azure, request -> names(request, MarketplaceImage::offer)));
        router.add("GET", SKUS, "vmimage/skus list", group.on(azure, request -> names(request, MarketplaceImage::sku)));
        router.add("GET", VERSIONS, "vmimage/versions list", group.on(azure, this::list));
        router.add("GET", VERSIONS + "/{version}", "vmimage/versions GET", group.on(azure, this::get));
    }

    /** The names on one level of the shelf, below those that the path gives. */
    private static Response names(Request request, Function<MarketplaceImage, String> level) {
        String region = Regions.require(request.param("location"), "Microsoft.Compute/locations/publishers");
        List<MarketplaceImage> images = Marketplace.all().stream()
                .filter(image -> isIn(request, "publisher", image.publisher()))
                .filter(image -> isIn(request, "offer", image.offer()))
                .toList();
        if (images.isEmpty()) {
            throw notFound();
        }
        ArrayNode items = Json.array();
        images.stream()
                .map(level)
                .distinct()
                .forEach(name -> items.add(Json.object()
                        .put("location", region)
                        .put("name", name)
                        .put("id", request.path() + "/" + name)));
        return Response.json(200, items);
    }

    private static boolean isIn(Request request, String param, String name) {
        return !request.params().containsKey(param) || request.param(param).equalsIgnoreCase(name);
    }

    private Response list(Request request) {
        MarketplaceImage image = require(request);
        boolean newestFirst = request.query()
                .get("$orderby")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .endsWith("desc");
        int top = request.query().get("$top").map(MarketplaceApi::number).orElse(Integer.MAX_VALUE);
        List<String> versions = newestFirst ? image.versions().reversed() : image.versions();
        ArrayNode items = Json.array();
        versions.stream()
                .limit(top)
                .forEach(version -> items.add(Json.object()
                        .put("location", Regions.normalise(request.param("location")))
                        .put("name", version)
                        .put("id", id(request, version))));
        return Response.json(200, items);
    }

    private Response get(Request request) {
        MarketplaceImage image = require(request);
        String wanted = request.param("version");
        String version = wanted.equalsIgnoreCase("latest") ? image.latest() : wanted;
        if (!image.versions().contains(version)) {
            throw notFound();
        }
        return Response.json(200, describe(request, image, version));
    }

    private static ObjectNode describe(Request request, MarketplaceImage image, String version) {
        ObjectNode properties =
                Json.object().put("hyperVGeneration", image.generation()).put("architecture", image.architecture());
        properties.putObject("imageDeprecationStatus").put("imageState", "Active");
        properties.set(
                "osDiskImage",
                Json.object().put("operatingSystem", image.osType()).put("sizeInGb", image.diskGb()));
        properties.set("dataDiskImages", Json.array());
        properties.set("automaticOSUpgradeProperties", Json.object().put("automaticOSUpgradeSupported", false));
        properties.set("features", Json.array());
        if (image.plan()) {
            properties.set(
                    "plan",
                    Json.object()
                            .put("name", image.sku())
                            .put("product", image.offer())
                            .put("publisher", image.publisher()));
        }
        ObjectNode json = Json.object()
                .put("location", Regions.normalise(request.param("location")))
                .put("name", version)
                .put("id", id(request, version));
        json.set("properties", properties);
        return json;
    }

    private static String id(Request request, String version) {
        String path = request.path();
        return path.substring(0, path.toLowerCase(Locale.ROOT).indexOf("/versions")) + "/Versions/" + version;
    }

    private static int number(String top) {
        try {
            return Integer.parseUnsignedInt(top);
        } catch (NumberFormatException e) {
            throw ArmError.of(
                    400, "InvalidParameter", "The value '" + top + "' of parameter '$top' is invalid.", "$top");
        }
    }

    private static MarketplaceImage require(Request request) {
        Regions.require(request.param("location"), "Microsoft.Compute/locations/publishers");
        return Marketplace.find(request.param("publisher"), request.param("offer"), request.param("sku"))
                .orElseThrow(MarketplaceApi::notFound);
    }

    private static Refused notFound() {
        return ArmError.of(404, "NotFound", "Artifact: VMImage was not found.");
    }
}
