package io.azbatch.testbed.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.function.Supplier;

/**
 * Objects of one kind and namespace as plain JSON, since typed objects would leave out or fill in what is being tested.
 *
 * @param plural the kind, as in URLs
 */
record ApiServer(KubernetesClient client, String namespace, String plural) {

    /** Makes an object; a field that the schema does not know is an error. */
    ObjectNode create(ObjectNode manifest) {
        return send("", "POST", "?fieldValidation=Strict", manifest);
    }

    /**
     * Makes an object, or not quite.
     *
     * @return what the server has against it; empty: nothing
     */
    List<StatusCause> tryCreate(ObjectNode manifest) {
        return causes(() -> send("", "POST", "?dryRun=All&fieldValidation=Strict", manifest));
    }

    /**
     * Replaces an object, or not quite.
     *
     * @param present the object as the server has it
     * @return what the server has against it; empty: nothing
     */
    List<StatusCause> tryReplace(ObjectNode present, ObjectNode manifest) {
        ObjectNode wanted = manifest.deepCopy();
        wanted.set("metadata", present.get("metadata"));
        return causes(() -> send("/" + name(present), "PUT", "?dryRun=All&fieldValidation=Strict", wanted));
    }

    ObjectNode get(String name) {
        return json(client.raw(path("/" + name)));
    }

    void delete(ObjectNode present) {
        client.raw(path("/" + name(present)), "DELETE", null);
    }

    private static List<StatusCause> causes(Supplier<ObjectNode> call) {
        try {
            call.get();
            return List.of();
        } catch (KubernetesClientException refused) {
            if (refused.getStatus() == null || refused.getStatus().getDetails() == null) {
                throw refused;
            }
            return refused.getStatus().getDetails().getCauses();
        }
    }

    private ObjectNode send(String below, String method, String query, JsonNode body) {
        return json(client.raw(path(below) + query, method, body));
    }

    private String path(String below) {
        return "/apis/azbatch.io/v1beta1/namespaces/" + namespace + "/" + plural + below;
    }

    private static String name(JsonNode present) {
        return present.at("/metadata/name").textValue();
    }

    private static ObjectNode json(String text) {
        return Serialization.unmarshal(text, ObjectNode.class);
    }
}
