package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.check.Circumstances;
import io.azbatch.simulator.batch.check.PoolRules;
import io.azbatch.simulator.batch.pool.Machines;
import io.azbatch.simulator.http.Json;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What makes Batch refuse the settings of a pool, new or changed. */
public final class PoolChecks {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern VM_SIZE = Pattern.compile("(?i)(standard|basic)_[a-z]+\\d+[a-z0-9_-]*");
    private static final Pattern CLOUD_SERVICE_SIZE =
            Pattern.compile("(?i)(extrasmall|small|medium|large|extralarge|a\\d+|standard_[a-z]+\\d+[a-z0-9_]*)");
    private static final int MOST_SLOTS = 256;
    private static final int LONGEST_DISPLAY_NAME = 1024;

    private final PoolRules rules;
    private final Machines machines;

    public PoolChecks(PoolRules rules, Machines machines) {
        this.rules = rules;
        this.machines = machines;
    }

    static void checkId(JsonNode body) {
        checkId(Json.text(body, "id"));
    }

    static void checkId(String id) {
        if (id.isEmpty()) {
            throw Errors.missingProperty("id").refusal();
        }
        if (!ID.matcher(id).matches()) {
            throw Errors.invalidProperty(
                            "id",
                            id,
                            "The id can contain any combination of alphanumeric characters, hyphens and underscores, and"
                                    + " cannot contain more than 64 characters.")
                    .refusal();
        }
    }

    /** Checks settings as they would become. */
    void check(Call call, JsonNode settings) {
        checkSize(settings);
        checkDeployment(settings);
        if (Json.text(settings, "displayName").length() > LONGEST_DISPLAY_NAME) {
            throw Errors.invalidProperty("displayName", "The display name cannot contain more than 1024 characters.")
                    .refusal();
        }
        checkSlots(settings);
        checkMetadata(settings.path("metadata"));
        rules.check(settings, circumstances(call));
        if (settings.path("resourceTags").isObject() && !call.account().userSubscription()) {
            throw Errors.invalidProperty(
                            "resourceTags",
                            "Property resourceTags is allowed only for Batch accounts created with poolAllocationMode"
                                    + " of UserSubscription")
                    .refusal();
        }
    }

    /** Checks those settings that may change on a pool of any size. */
    void checkLive(Call call, JsonNode settings) {
        checkMetadata(settings.path("metadata"));
        rules.checkLive(settings, circumstances(call));
    }

    private static Circumstances circumstances(Call call) {
        return new Circumstances(call.account(), call.caller(), call.now());
    }

    private static void checkSize(JsonNode settings) {
        String size = Json.text(settings, "vmSize");
        if (size.isEmpty()) {
            throw Errors.missingProperty("vmSize").refusal();
        }
        Pattern shape = settings.has("cloudServiceConfiguration") ? CLOUD_SERVICE_SIZE : VM_SIZE;
        if (!shape.matcher(size).matches()) {
            throw Errors.invalidProperty("vmSize", size, "The specified VM size is not valid.")
                    .refusal();
        }
    }

    private static void checkDeployment(JsonNode settings) {
        boolean machine = settings.path("virtualMachineConfiguration").isObject();
        boolean cloudService = settings.path("cloudServiceConfiguration").isObject();
        if (machine && cloudService) {
            throw Errors.invalidProperty(
                            "virtualMachineConfiguration",
                            "Only one of cloudServiceConfiguration and virtualMachineConfiguration can be specified.")
                    .refusal();
        }
        if (!machine && !cloudService) {
            throw Errors.missingProperty("virtualMachineConfiguration").refusal();
        }
    }

    private void checkSlots(JsonNode settings) {
        int most = settings.has("cloudServiceConfiguration")
                ? MOST_SLOTS
                : Math.min(MOST_SLOTS, 4 * machines.cores(Json.text(settings, "vmSize")));
        Numbers.read(settings, "taskSlotsPerNode", 1, most);
    }

    static void checkMetadata(JsonNode metadata) {
        Set<String> names = new HashSet<>();
        for (JsonNode item : metadata) {
            String name = Json.text(item, "name");
            if (name.isEmpty() || !item.path("value").isTextual()) {
                throw Errors.missingProperty("metadata").refusal();
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw Errors.invalidProperty("metadata", name, "Metadata names must be unique.")
                        .refusal();
            }
        }
    }
}
