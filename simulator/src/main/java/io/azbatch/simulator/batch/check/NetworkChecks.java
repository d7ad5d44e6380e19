package io.azbatch.simulator.batch.check;

import static io.azbatch.simulator.batch.check.Refusals.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.batch.account.BatchAccount;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.http.Json;
import java.util.Optional;

/** The {@code networkConfiguration} of a pool: subnet and public addresses. */
final class NetworkChecks {
    private static final String NO_ADDRESSES = "nopublicipaddresses";
    private static final int NODES_PER_ADDRESS = 100;

    private final Resources resources;

    NetworkChecks(Resources resources) {
        this.resources = resources;
    }

    void check(JsonNode settings, Circumstances circumstances) {
        JsonNode network = settings.path("networkConfiguration");
        subnet(Json.text(network, "subnetId"), circumstances);
        JsonNode addresses = network.path("publicIPAddressConfiguration");
        addresses(addresses, network.hasNonNull("subnetId"), circumstances);
        JsonNode endpoints = network.path("endpointConfiguration");
        boolean none = Json.text(addresses, "provision").equalsIgnoreCase(NO_ADDRESSES);
        require(
                !none || !endpoints.isObject(),
                "endpointConfiguration",
                "The property endpointConfiguration cannot be specified if provision is NoPublicIPAddresses.");
        EndpointChecks.check(endpoints);
    }

    /** A subnet needs Entra, the account's own subscription and region, and to be there. */
    private void subnet(String subnet, Circumstances circumstances) {
        if (subnet.isEmpty()) {
            return;
        }
        if (circumstances.caller().isEmpty()) {
            throw Errors.forbidden("Property subnetId with value " + subnet + " is not enabled for current account")
                    .refusal();
        }
        ResourceId id = parsed("subnetId", subnet, "Microsoft.Network/virtualNetworks/subnets");
        ownSubscription("subnetId", id, circumstances.account());
        Optional<Resource> network = id.parent().flatMap(parent -> resources.find(parent, Resource.class));
        if (network.isEmpty() || !resources.exists(subnet)) {
            throw Errors.invalidProperty("subnetId", subnet, "The specified subnet does not exist.")
                    .refusal();
        }
        ownRegion("subnetId", subnet, network.get(), circumstances.account());
    }

    private void addresses(JsonNode configuration, boolean inNetwork, Circumstances circumstances) {
        JsonNode ids = configuration.path("ipAddressIds");
        boolean own = Json.text(configuration, "provision").equalsIgnoreCase("usermanaged");
        require(
                own || ids.isEmpty(),
                "ipAddressIds",
                "The property ipAddressIds can be specified only if provision is UserManaged.");
        if (!own) {
            return;
        }
        require(
                !ids.isEmpty(),
                "ipAddressIds",
                "The property ipAddressIds must be specified if provision is UserManaged.");
        require(
                inNetwork,
                "publicIPAddressConfiguration",
                "Public IP addresses of the user need a pool with a subnetId.");
        for (JsonNode one : ids) {
            ResourceId id = parsed("ipAddressIds", one.asText(), "Microsoft.Network/publicIPAddresses");
            ownSubscription("ipAddressIds", id, circumstances.account());
            Resource address = resources.find(id, Resource.class).orElseThrow(() -> Errors.invalidProperty(
                            "ipAddressIds", one.asText(), "The specified public IP address does not exist.")
                    .refusal());
            ownRegion("ipAddressIds", one.asText(), address, circumstances.account());
        }
    }

    /** How many nodes of a kind the user's own addresses allow; absent if there are none. */
    static Optional<Integer> mostNodes(JsonNode settings) {
        JsonNode configuration = Json.at(settings, "networkConfiguration", "publicIPAddressConfiguration");
        return Json.text(configuration, "provision").equalsIgnoreCase("usermanaged")
                ? Optional.of(configuration.path("ipAddressIds").size() * NODES_PER_ADDRESS)
                : Optional.empty();
    }

    private static ResourceId parsed(String property, String text, String type) {
        return ResourceId.parse(text).filter(id -> id.isA(type)).orElseThrow(() -> Errors.invalidProperty(
                        property,
                        text,
                        "The specified " + property + " is not a valid resource id of the type " + type + ".")
                .refusal());
    }

    private static void ownSubscription(String property, ResourceId id, BatchAccount account) {
        String own = account.id().subscription();
        if (!id.subscription().equalsIgnoreCase(own)) {
            throw Errors.invalidProperty(
                            property,
                            id.toString(),
                            "The specified " + property + " is in a different subscription and cannot be used with the"
                                    + " current Batch account in subscription " + own)
                    .refusal();
        }
    }

    private static void ownRegion(String property, String value, Resource resource, BatchAccount account) {
        if (!resource.location().equals(account.location())) {
            throw Errors.invalidProperty(
                            property,
                            value,
                            "The specified " + property + " is in the region " + resource.location()
                                    + " and cannot be used with the current Batch account in region "
                                    + account.location())
                    .refusal();
        }
    }
}
