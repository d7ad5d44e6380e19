package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Microsoft.Features: what a subscription can be given besides, a few of it. Registering takes a while and changes nothing else. */
final class Features implements ArmProvider {
    private static final Duration REGISTRATION = Duration.ofMinutes(10);
    private static final List<String> VERSIONS = List.of("2014-08-01-preview", "2015-12-01", "2021-07-01");
    private static final List<String> KNOWN = List.of(
            "Microsoft.Compute/EncryptionAtHost",
            "Microsoft.Compute/SharedDisksForPremium",
            "Microsoft.Compute/UseStandardSecurityType",
            "Microsoft.Network/AllowNicOnSubnetWithoutNsg",
            "Microsoft.Network/EnforcePublicIPAddresses");

    private final Azure azure;
    private final Map<String, String> states = new HashMap<>();

    Features(Azure azure) {
        this.azure = azure;
    }

    @Override
    public String namespace() {
        return ArmTarget.FEATURES;
    }

    @Override
    public List<ProviderType> types() {
        return List.of(new ProviderType("features", VERSIONS), new ProviderType("providers/features", VERSIONS));
    }

    @Override
    public void routes(Router router) {
        String all = "/subscriptions/{subscription}/providers/Microsoft.Features/";
        String some = all + "providers/{namespace}/features";
        router.add("GET", all + "features", "features list", request -> list(request, KNOWN.stream()));
        router.add(
                "GET",
                some,
                "features list",
                request -> list(
                        request, KNOWN.stream().filter(name -> of(name).equalsIgnoreCase(request.param("namespace")))));
        router.add(
                "GET",
                some + "/{feature}",
                "features GET",
                request -> Response.json(200, view(request, require(request))));
        router.add(
                "POST",
                some + "/{feature}/register",
                "features/register",
                request -> change(request, "Registering", "Registered"));
        router.add(
                "POST",
                some + "/{feature}/unregister",
                "features/unregister",
                request -> change(request, "Unregistering", "Unregistered"));
    }

    private Response list(Request request, Stream<String> names) {
        return azure.pages().of(request, names.map(name -> view(request, name)).toList());
    }

    private Response change(Request request, String meanwhile, String then) {
        String name = require(request);
        String key = key(request, name);
        if (!state(request, name).equals(then)) {
            states.put(key, meanwhile);
            azure.world().after(REGISTRATION, () -> states.replace(key, meanwhile, then));
        }
        return Response.json(200, view(request, name));
    }

    private String require(Request request) {
        String name = request.param("namespace") + "/" + request.param("feature");
        return KNOWN.stream().filter(name::equalsIgnoreCase).findFirst().orElseThrow(() -> unknown(request));
    }

    private static Refused unknown(Request request) {
        return ArmError.gateway(
                404, "FeatureNotFound", "The feature '" + request.param("feature") + "' could not be found.");
    }

    private ObjectNode view(Request request, String name) {
        ObjectNode view = Json.object();
        view.putObject("properties").put("state", state(request, name));
        return view.put(
                        "id",
                        "/subscriptions/" + request.param("subscription") + "/providers/Microsoft.Features/providers/"
                                + of(name) + "/features/" + name.substring(name.indexOf('/') + 1))
                .put("type", "Microsoft.Features/providers/features")
                .put("name", name);
    }

    private String state(Request request, String name) {
        return states.getOrDefault(key(request, name), "NotRegistered");
    }

    private static String key(Request request, String name) {
        return request.param("subscription").toLowerCase(Locale.ROOT) + " " + name;
    }

    private static String of(String name) {
        return name.substring(0, name.indexOf('/'));
    }
}
