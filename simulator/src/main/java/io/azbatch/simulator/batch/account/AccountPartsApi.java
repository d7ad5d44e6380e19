package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What an account has besides pools and applications: ways for private links, detectors, and the certificates that there are none of
 * any more. Nobody makes a private endpoint here.
 */
final class AccountPartsApi {
    private static final List<String> LINKS = List.of("batchAccount", "nodeManagement");
    private static final String DETECTOR = "poolsAndNodes";

    private final Azure azure;
    private final AccountStore store;

    AccountPartsApi(Azure azure, AccountStore store) {
        this.azure = azure;
        this.store = store;
    }

    /** @param account path of an account */
    void routes(Router router, String account) {
        list(router, account, "privateLinkResources", LINKS);
        list(router, account, "privateEndpointConnections", List.of());
        list(router, account, "detectors", List.of(DETECTOR));
        list(router, account, "certificates", List.of());
        router.add("PUT", account + "/certificates/{part}", "batchAccounts/certificates PUT", this::refuseCertificate);
        router.add(
                "GET",
                account + "/outboundNetworkDependenciesEndpoints",
                "batchAccounts/outboundNetworkDependenciesEndpoints list",
                request -> Response.json(
                        200,
                        Outbound.endpoints(store.require(request), azure.world().now())));
    }

    private void list(Router router, String account, String type, List<String> names) {
        String all = account + "/" + type;
        router.add("GET", all, "batchAccounts/" + type + " list", request -> {
            BatchAccount owner = store.require(request);
            return azure.pages()
                    .of(
                            request,
                            names.stream().map(name -> part(owner, type, name)).toList());
        });
        router.add("GET", all + "/{part}", "batchAccounts/" + type + " GET", request -> {
            BatchAccount owner = store.require(request);
            return names.stream()
                    .filter(request.param("part")::equalsIgnoreCase)
                    .map(name -> Response.json(200, part(owner, type, name)))
                    .findFirst()
                    .orElseThrow(() -> missing(request, type));
        });
    }

    private static ObjectNode part(BatchAccount account, String type, String name) {
        ResourceId id = account.id().child(type, name);
        ObjectNode body =
                Json.object().put("id", id.toString()).put("name", name).put("type", id.type());
        ObjectNode properties = body.putObject("properties");
        if (type.equals("detectors")) {
            properties.put("value", Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8)));
            return body;
        }
        properties.put("groupId", name).putArray("requiredMembers").add(name);
        ArrayNode zones = properties.putArray("requiredZoneNames");
        zones.add("privatelink.batch.azure.com");
        return body;
    }

    /** Only the code for applications is recorded; these are made in its likeness. */
    private Refused missing(Request request, String type) {
        String thing = Character.toUpperCase(type.charAt(0)) + type.substring(1, type.length() - 1);
        return AccountError.of(
                request, store.now(), 404, thing + "NotFound", "The specified " + type + " resource does not exist.");
    }

    /** Certificates ended on 29 February 2024; how Azure says so is not known. */
    private Response refuseCertificate(Request request) {
        store.requireWritable(request);
        throw AccountError.because(
                request,
                store.now(),
                403,
                "Forbidden",
                "Access is Forbidden",
                "Certificates of Batch accounts are retired. Use the Key Vault extension of machines.");
    }
}
