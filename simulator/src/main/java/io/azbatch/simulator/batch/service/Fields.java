package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.answer.Errors;
import java.util.Map;
import java.util.Set;

/** Which properties a body may have; Batch refuses what a version does not know. */
final class Fields {
    /** Changeable on a pool whatever its size. */
    static final Set<String> LIVE = Set.of(
            "startTask",
            "certificateReferences",
            "applicationPackageReferences",
            "metadata",
            "targetNodeCommunicationMode");

    /** Changeable on an empty pool only, and only by versions that have the change of pools. */
    static final Set<String> CONFIGURATION = Set.of(
            "displayName",
            "vmSize",
            "taskSlotsPerNode",
            "taskSchedulingPolicy",
            "enableInterNodeCommunication",
            "virtualMachineConfiguration",
            "networkConfiguration",
            "userAccounts",
            "mountConfiguration",
            "upgradePolicy",
            "resourceTags");

    private static final Set<String> ADD = Set.of(
            "id",
            "resizeTimeout",
            "targetDedicatedNodes",
            "targetLowPriorityNodes",
            "enableAutoScale",
            "autoScaleFormula",
            "autoScaleEvaluationInterval",
            "maxTasksPerNode",
            "cloudServiceConfiguration",
            "applicationLicenses");

    private static final Map<String, BatchVersion> SINCE = Map.of(
            "taskSlotsPerNode", BatchVersion.TASK_SLOTS,
            "targetNodeCommunicationMode", BatchVersion.NODE_COMMUNICATION,
            "upgradePolicy", BatchVersion.OS_UPGRADE,
            "resourceTags", BatchVersion.OS_UPGRADE);

    private static final Map<String, BatchVersion> UNTIL = Map.of(
            "maxTasksPerNode", BatchVersion.TASK_SLOTS,
            "cloudServiceConfiguration", BatchVersion.WITHOUT_CLOUD_SERVICES,
            "applicationLicenses", BatchVersion.WITHOUT_CLOUD_SERVICES);

    private Fields() {}

    static void checkAdd(JsonNode body, BatchVersion version) {
        body.fieldNames().forEachRemaining(field -> {
            boolean known = ADD.contains(field) || LIVE.contains(field) || CONFIGURATION.contains(field);
            requireKnown(field, known && inVersion(field, version));
        });
    }

    static void checkPatch(JsonNode body, BatchVersion version) {
        boolean changesConfiguration = version.since(BatchVersion.WITHOUT_CLOUD_SERVICES);
        body.fieldNames().forEachRemaining(field -> {
            boolean known = LIVE.contains(field) || changesConfiguration && CONFIGURATION.contains(field);
            requireKnown(field, known && inVersion(field, version));
        });
    }

    static void check(JsonNode body, Set<String> allowed) {
        body.fieldNames().forEachRemaining(field -> requireKnown(field, allowed.contains(field)));
    }

    private static boolean inVersion(String field, BatchVersion version) {
        BatchVersion since = SINCE.get(field);
        BatchVersion until = UNTIL.get(field);
        return (since == null || version.since(since)) && (until == null || !version.since(until));
    }

    private static void requireKnown(String field, boolean known) {
        if (!known) {
            throw Errors.invalidBody("The property '" + field
                            + "' does not exist on the type of the request body. Make sure to only use property names"
                            + " that are defined by the type.")
                    .refusal();
        }
    }
}
