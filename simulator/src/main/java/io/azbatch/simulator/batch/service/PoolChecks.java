package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.BatchError;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.image.ImageRules;
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

    private final ImageRules images;
    private final Machines machines;

    public PoolChecks(ImageRules images, Machines machines) {
        this.images = images;
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
        checkDeployment(call, settings);
        if (Json.text(settings, "displayName").length() > LONGEST_DISPLAY_NAME) {
            throw Errors.invalidProperty("displayName", "The display name cannot contain more than 1024 characters.")
                    .refusal();
        }
        checkSlots(settings);
        checkSubnet(call, Json.text(settings, "networkConfiguration", "subnetId"));
        checkLive(settings);
        if (settings.path("resourceTags").isObject() && !call.account().userSubscription()) {
            throw Errors.invalidProperty(
                            "resourceTags",
                            "Property resourceTags is allowed only for Batch accounts created with poolAllocationMode"
                                    + " of UserSubscription")
                    .refusal();
        }
    }

    /** Checks those settings that may change on a pool of any size. */
    static void checkLive(JsonNode settings) {
        checkStartTask(settings.path("startTask"));
        checkMetadata(settings.path("metadata"));
        checkPackages(settings.path("applicationPackageReferences"));
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

    private void checkDeployment(Call call, JsonNode settings) {
        boolean machine = settings.path("virtualMachineConfiguration").isObject();
        boolean cloudService = settings.path("cloudServiceConfiguration").isObject();
        if (machine && cloudService) {
            throw Errors.invalidProperty(
                            "virtualMachineConfiguration",
                            "Only one of cloudServiceConfiguration and virtualMachineConfiguration can be specified.")
                    .refusal();
        }
        if (machine) {
            images.check(
                    settings.get("virtualMachineConfiguration"), call.account().location(), call.caller(), call.now());
        } else if (!cloudService) {
            throw Errors.missingProperty("virtualMachineConfiguration").refusal();
        }
    }

    private void checkSlots(JsonNode settings) {
        int most = settings.has("cloudServiceConfiguration")
                ? MOST_SLOTS
                : Math.min(MOST_SLOTS, 4 * machines.cores(Json.text(settings, "vmSize")));
        Numbers.read(settings, "taskSlotsPerNode", 1, most);
    }

    private static void checkStartTask(JsonNode task) {
        if (task.isObject() && Json.text(task, "commandLine").isEmpty()) {
            throw Errors.missingProperty("commandLine").refusal();
        }
    }

    /** A subnet needs Entra, the account's own subscription, and its form. */
    private static void checkSubnet(Call call, String subnet) {
        if (subnet.isEmpty()) {
            return;
        }
        if (call.caller().isEmpty()) {
            throw Errors.forbidden("Property subnetId with value " + subnet + " is not enabled for current account")
                    .refusal();
        }
        ResourceId id = ResourceId.parse(subnet)
                .filter(one -> one.isA("Microsoft.Network/virtualNetworks/subnets"))
                .orElseThrow(() -> Errors.invalidProperty(
                                "subnetId", subnet, "The specified subnetId is not a valid subnet resource id.")
                        .refusal());
        String own = call.account().id().subscription();
        if (!id.subscription().equalsIgnoreCase(own)) {
            throw Errors.invalidProperty(
                            "subnetId",
                            subnet,
                            "The specified subnetId is in a different subscription and cannot be used with the current"
                                    + " Batch account in subscription " + own)
                    .refusal();
        }
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

    /** No account has applications here, so every reference is to one that does not exist. */
    private static void checkPackages(JsonNode packages) {
        BatchError error = Errors.invalidApplicationPackages();
        for (JsonNode reference : packages) {
            error = error.with(
                    Json.text(reference, "applicationId").replaceFirst("^.*/", ""),
                    "The specified application package does not exist.");
        }
        if (!error.values().isEmpty()) {
            throw error.refusal();
        }
    }
}
