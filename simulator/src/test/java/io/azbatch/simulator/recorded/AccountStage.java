package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes Batch accounts that a recording found there already, with their applications. */
final class AccountStage {
    private static final String ARM = "2024-07-01";

    private final WireAzure azure;
    private final Translation translation;
    private final Map<String, String> accounts = new HashMap<>();

    AccountStage(WireAzure azure, Translation translation) {
        this.azure = azure;
        this.translation = translation;
    }

    /** Applications need storage, and packages that nodes can use. */
    void makeApplications(Exchange exchange, String group) {
        String storage = azure.group(group) + "/providers/Microsoft.Storage/storageAccounts/packages";
        azure.arm(
                "PUT",
                storage,
                "2024-01-01",
                "{\"location\":\"westeurope\",\"kind\":\"StorageV2\",\"sku\":{\"name\":\"Standard_LRS\"}}");
        azure.advance(Duration.ofSeconds(18));
        String account = accounts.get(exchange.address().batchAccount());
        azure.arm(
                "PATCH", account, ARM, "{\"properties\":{\"autoStorage\":{\"storageAccountId\":\"" + storage + "\"}}}");
        JsonNode body = exchange.body();
        new ApplicationStage(azure)
                .list(
                        account,
                        body.path("value").isArray()
                                ? body.get("value")
                                : Json.array().add(body));
    }

    /** The account of a data plane's address. */
    void make(Address address, String group) {
        String account = address.batchAccount();
        String id = azure.group(group) + "/providers/Microsoft.Batch/batchAccounts/" + account;
        Answer there = azure.arm("GET", id, ARM, "");
        if (there.status() != 200) {
            make(id, Json.object().put("location", region(address)));
            there = azure.arm("GET", id, ARM, "");
        }
        accounts.put(account, id);
        translation.batchEndpoint(account, "https://" + there.text("properties", "accountEndpoint"));
    }

    private static String region(Address address) {
        String[] labels = address.host().split("\\.");
        return labels.length == 5 ? labels[1] : labels.length == 6 ? labels[2] : "westeurope";
    }

    /** An account as the recording shows it. */
    boolean make(String id, JsonNode shown) {
        ObjectNode body = Json.object().put("location", Json.text(shown, "location"));
        if (shown.path("tags").isObject()) {
            body.set("tags", shown.get("tags"));
        }
        ObjectNode properties = body.putObject("properties");
        for (String field : List.of("poolAllocationMode", "keyVaultReference", "publicNetworkAccess")) {
            if (shown.path("properties").has(field)) {
                properties.set(field, shown.path("properties").get(field));
            }
        }
        if (Json.at(shown, "properties", "autoStorage") instanceof ObjectNode storage) {
            properties.set("autoStorage", storage.deepCopy().without("lastKeySync"));
        }
        Answer answer = azure.arm(
                "PUT", translation.text(id), ARM, translation.tree(body).toString());
        azure.advance(Duration.ofSeconds(30));
        return answer.status() < 400;
    }

    /** Sends signed with the account's key. */
    Answer signed(Exchange exchange, String url, Map<String, String> headers, String body) {
        String account = exchange.address().batchAccount();
        String id = accounts.get(account);
        String key = azure.arm("POST", id + "/listKeys", ARM, "").text("primary");
        return SharedKeySigner.send(azure, account, key, exchange.method(), url, headers, body);
    }
}
