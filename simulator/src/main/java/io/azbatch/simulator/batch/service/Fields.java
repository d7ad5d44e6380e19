package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.check.SecretChecks;
import io.azbatch.simulator.batch.form.BodyForms;
import java.util.List;
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
            "applicationLicenses", BatchVersion.WITHOUT_CLOUD_SERVICES,
            "certificateReferences", BatchVersion.WITHOUT_CERTIFICATES,
            "resourceTags", BatchVersion.WITHOUT_CERTIFICATES,
            "targetNodeCommunicationMode", BatchVersion.WITHOUT_CERTIFICATES);

    private Fields() {}

    static void checkAdd(JsonNode body, BatchVersion version) {
        body.fieldNames().forEachRemaining(field -> {
            boolean known = ADD.contains(field) || LIVE.contains(field) || CONFIGURATION.contains(field);
            requireKnown(field, known && inVersion(field, version));
        });
        BodyForms.check("Pool", body);
        SecretChecks.check(body);
    }

    static void checkPatch(JsonNode body, BatchVersion version) {
        boolean changesConfiguration = version.since(BatchVersion.WITHOUT_CLOUD_SERVICES);
        body.fieldNames().forEachRemaining(field -> {
            boolean known = LIVE.contains(field) || changesConfiguration && CONFIGURATION.contains(field);
            requireKnown(field, known && inVersion(field, version));
        });
        BodyForms.check("Pool", body);
        SecretChecks.check(body);
    }

    /** The body of updateproperties, which replaces all that it does not name too. */
    static void checkReplacement(JsonNode body, BatchVersion version) {
        body.fieldNames()
                .forEachRemaining(field -> requireKnown(field, LIVE.contains(field) && inVersion(field, version)));
        BodyForms.check("Pool", body);
        SecretChecks.check(body);
        for (String list : List.of("certificateReferences", "applicationPackageReferences", "metadata")) {
            if (inVersion(list, version) && !body.path(list).isArray()) {
                throw Errors.missingProperty(list).refusal();
            }
        }
    }

    static void check(JsonNode body, Set<String> allowed) {
        body.fieldNames().forEachRemaining(field -> requireKnown(field, allowed.contains(field)));
    }

    /** Whether a property of answers was dropped by this version or an earlier one. */
    static boolean isGone(String field, BatchVersion version) {
        BatchVersion until = UNTIL.get(field);
        return until != null && version.since(until);
    }

    /** Whether a body of this version may have the property. */
    static boolean inVersion(String field, BatchVersion version) {
        BatchVersion since = SINCE.get(field);
        return (since == null || version.since(since)) && !isGone(field, version);
    }

    private static void requireKnown(String field, boolean known) {
        if (!known) {
            throw Errors.unknownProperty(field).refusal();
        }
    }
}
