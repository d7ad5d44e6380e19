package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import java.time.Instant;

/** What nodes of an account must be able to reach. Texts are those of a recording of April 2024. */
final class Outbound {
    private static final int HTTPS = 443;
    private static final String CLASSIC = "Applicable to Azure Batch pools using Classic communication mode.";
    private static final String DOCS = "https://docs.microsoft.com/azure/batch/";

    /** From then on no node speaks the classic way. */
    private static final Instant CLASSIC_RETIRED = Instant.parse("2026-03-31T00:00:00Z");

    private Outbound() {}

    static ObjectNode endpoints(BatchAccount account, Instant now) {
        ObjectNode body = Json.object();
        ArrayNode value = body.putArray("value");
        ArrayNode batch = category(value, "Azure Batch");
        add(
                batch,
                account.name() + "." + account.location() + ".batch.azure.com",
                "Applicable to job manager tasks, tasks that use job scoped authentication, or any task that makes calls"
                        + " to Batch.");
        add(
                batch,
                account.nodeManagement() + "." + account.location() + ".service.batch.azure.com",
                "Applicable to Azure Batch pools using Simplified communication mode.");
        addStorage(account, now, category(value, "Azure Storage"));
        add(
                category(value, "Microsoft Package Repository"),
                "packages.microsoft.com",
                "Only applicable to pools containing a Mount Configuration. Learn about Mount Configurations in Batch at "
                        + DOCS + "virtual-file-mount.");
        add(
                category(value, "Azure Key Vault"),
                "*.vault.azure.net",
                "Only applicable to pools that have a Disk Encryption Configuration containing Temporary Disk as an"
                        + " encryption target and which use a VM size that does not support encryption at host. Learn more"
                        + " about disk encryption in Batch at " + DOCS + "disk-encryption.");
        return body;
    }

    private static void addStorage(BatchAccount account, Instant now, ArrayNode storage) {
        account.autoStorage()
                .ifPresent(id -> add(
                        storage,
                        id.name() + ".blob.core.windows.net",
                        "AutoStorage endpoint for this Batch account. Applicable to all Azure Batch pools under this"
                                + " account."));
        if (now.isBefore(CLASSIC_RETIRED)) {
            for (String service : new String[] {"blob", "table", "queue"}) {
                add(storage, "*." + service + ".core.windows.net", CLASSIC);
            }
        }
    }

    private static ArrayNode category(ArrayNode value, String name) {
        return value.addObject().put("category", name).putArray("endpoints");
    }

    private static void add(ArrayNode endpoints, String domain, String description) {
        ObjectNode endpoint = endpoints.addObject().put("domainName", domain).put("description", description);
        endpoint.putArray("endpointDetails").addObject().put("port", HTTPS);
    }
}
