package io.azbatch.simulator.storage.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.util.List;
import java.util.Set;

/** What the PUT and PATCH of an account must say, and what may change later. */
final class AccountBody {
    private static final Set<String> KINDS =
            Set.of("Storage", "StorageV2", "BlobStorage", "FileStorage", "BlockBlobStorage");
    private static final Set<String> SKUS = Set.of(
            "Standard_LRS",
            "Standard_GRS",
            "Standard_RAGRS",
            "Standard_ZRS",
            "Premium_LRS",
            "Premium_ZRS",
            "Standard_GZRS",
            "Standard_RAGZRS");
    private static final List<String> WRITABLE = List.of("kind", "tags", "identity");
    private static final List<String> READ_ONLY = List.of(
            "provisioningState",
            "primaryEndpoints",
            "primaryLocation",
            "statusOfPrimary",
            "creationTime",
            "keyCreationTime",
            "privateEndpointConnections");
    private static final String KINDS_SINCE = "2016-01-01";

    private AccountBody() {}

    /** The model of a new account. */
    static ObjectNode forNew(ObjectNode body, String apiVersion) {
        ObjectNode model = writable(body);
        if (apiVersion.compareTo(KINDS_SINCE) < 0) {
            ofFirstVersion(model);
        }
        String sku = Json.text(model, "sku", "name");
        if (sku.isEmpty() || Json.text(model, "kind").isEmpty()) {
            throw invalid(sku.isEmpty() ? "sku" : "kind");
        }
        check(model);
        return model;
    }

    /** The changed model of an account. */
    static ObjectNode forExisting(StorageAccount account, ObjectNode body, boolean put) {
        ObjectNode changes = writable(body);
        ObjectNode model = Json.merge(account.model(), changes);
        Bodies.tags(model, body, account.model(), put);
        check(model);
        String kind = Json.text(model, "kind");
        boolean upgraded =
                kind.equals("StorageV2") && Set.of("Storage", "BlobStorage").contains(account.kind());
        if (!kind.equals(account.kind()) && !upgraded) {
            throw readOnly("kind");
        }
        boolean hierarchical = Json.at(model, "properties", "isHnsEnabled").asBoolean(false);
        if (hierarchical != account.isHierarchical()) {
            throw readOnly("isHnsEnabled");
        }
        if (premium(Json.text(model, "sku", "name")) != premium(account.sku())) {
            throw readOnly("sku");
        }
        return model;
    }

    /** The first version knew one word for the kind of copies, and general-purpose accounts only. */
    private static void ofFirstVersion(ObjectNode model) {
        ObjectNode properties = Json.objectIn(model, "properties");
        String type = Json.text(properties, "accountType");
        properties.remove("accountType");
        if (!type.isEmpty()) {
            model.set("sku", Json.object().put("name", type));
        }
        Json.putDefault(model, "kind", "Storage");
    }

    private static void check(ObjectNode model) {
        String sku = Json.text(model, "sku", "name");
        if (!SKUS.contains(sku)) {
            throw invalid("sku.name");
        }
        String kind = Json.text(model, "kind");
        if (!KINDS.contains(kind)) {
            throw invalid("kind");
        }
        boolean premiumOnly = kind.equals("FileStorage") || kind.equals("BlockBlobStorage");
        if (premiumOnly && !premium(sku) || kind.equals("BlobStorage") && premium(sku)) {
            throw invalid("sku.name");
        }
        if (kind.equals("BlobStorage")
                && Json.text(model, "properties", "accessTier").isEmpty()) {
            throw ArmError.of(
                    400, "AccountPropertyIsMissing", "The required property 'accessTier' is missing in the request.");
        }
    }

    private static ObjectNode writable(ObjectNode body) {
        ObjectNode model = Json.object();
        for (String name : WRITABLE) {
            if (body.hasNonNull(name)) {
                model.set(name, body.get(name).deepCopy());
            }
        }
        JsonNode sku = Json.at(body, "sku", "name");
        if (!sku.isMissingNode()) {
            model.set("sku", Json.object().put("name", sku.asText()));
        }
        ObjectNode properties = body.path("properties") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        model.set("properties", properties.remove(READ_ONLY));
        return model;
    }

    private static boolean premium(String sku) {
        return sku.startsWith("Premium");
    }

    private static Refused invalid(String parameter) {
        return ArmError.of(
                400,
                "InvalidValuesForRequestParameters",
                "Values for request parameters are invalid: " + parameter
                        + ". For more information, see - https://aka.ms/storageaccountcreate");
    }

    private static Refused readOnly(String property) {
        return ArmError.of(
                409,
                "AccountPropertyCannotBeUpdated",
                "The property '" + property + "' was specified in the input, but it cannot be updated as it is"
                        + " read-only. For more information, see - https://aka.ms/storageaccountupdate");
    }
}
