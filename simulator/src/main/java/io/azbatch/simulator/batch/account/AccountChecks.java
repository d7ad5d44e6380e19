package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.fault.OperationEnd;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import java.util.Optional;

/** What makes Azure refuse a Batch account. */
final class AccountChecks {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 24;

    private final Azure azure;

    AccountChecks(Azure azure) {
        this.azure = azure;
    }

    /** Why a name is none; nothing if it is good. */
    static Optional<String> nameProblem(String name) {
        if (name.length() < SHORTEST || name.length() > LONGEST) {
            return Optional.of("Account name must be at least " + SHORTEST + " characters and at most " + LONGEST
                    + " characters.");
        }
        return name.matches("[a-z0-9]+")
                ? Optional.empty()
                : Optional.of("Account name may contain only lowercase letters and numbers.");
    }

    /** Whether some account in a region has this name; names are unique there, in whatever subscription. */
    boolean taken(String name, String location) {
        return azure.resources().list(BatchAccount.class).stream()
                .anyMatch(account -> account.name().equalsIgnoreCase(name)
                        && account.location().equals(Regions.normalise(location)));
    }

    void check(Request request, JsonNode asked, String name) {
        nameProblem(name).ifPresent(problem -> {
            throw AccountError.of(request, azure.world().now(), 400, "InvalidAccountName", problem);
        });
        JsonNode properties = asked.path("properties");
        String mode = Json.text(properties, "poolAllocationMode");
        if (!mode.isEmpty() && !mode.equals("BatchService") && !mode.equals(BatchAccount.USER_SUBSCRIPTION)) {
            throw AccountError.invalidBody(
                    request,
                    azure.world().now(),
                    "poolAllocationMode must be BatchService or UserSubscription, not '" + mode + "'");
        }
        new AccountRules(request, azure.world().now()).check(asked);
        checkKeyVault(request, properties.path("keyVaultReference"), mode.equals(BatchAccount.USER_SUBSCRIPTION));
        checkLink("properties.autoStorage.storageAccountId", Json.at(properties, "autoStorage", "storageAccountId"));
    }

    private void checkKeyVault(Request request, JsonNode vault, boolean needed) {
        if (needed && !vault.isObject()) {
            throw AccountError.invalidBody(
                    request,
                    azure.world().now(),
                    "keyVaultReference must be set if poolAllocationMode is specified as 'UserSubscription' on a PUT"
                            + " request");
        }
        checkLink("properties.keyVaultReference.id", vault.path("id"));
    }

    private static void checkLink(String path, JsonNode id) {
        if (id.isTextual() && ResourceId.parse(id.asText()).isEmpty()) {
            throw ArmError.gateway(
                    400,
                    "LinkedInvalidPropertyId",
                    "Property id '" + id.asText() + "' at path '" + path
                            + "' is invalid. Expect fully qualified resource Id that start with"
                            + " '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.");
        }
    }

    /** The mode is chosen once: pools of one cannot live in the other. That the provider says so in this form is a guess. */
    void refuseOtherMode(Request request, BatchAccount before, BatchAccount after) {
        if (before.userSubscription() != after.userSubscription()) {
            throw AccountError.invalidBody(
                    request, azure.world().now(), "poolAllocationMode cannot be changed after the account was created");
        }
    }

    void refuseTaken(Request request, String location, ResourceId id) {
        if (taken(id.name(), location)) {
            throw AccountError.of(
                    request,
                    azure.world().now(),
                    409,
                    "AccountAlreadyExists",
                    "An account named '" + id.name() + "' is already in use.");
        }
    }

    /** Too many accounts in the region: accepted all the same, the operation fails. */
    Optional<OperationEnd> quotaReached(ResourceId id, String location) {
        long there = azure.resources().list(BatchAccount.class).stream()
                .filter(account -> account.id().subscription().equalsIgnoreCase(id.subscription()))
                .filter(account -> account.location().equals(location))
                .count();
        return there < azure.settings().number("batchAccountQuota")
                ? Optional.empty()
                : Optional.of(new OperationEnd(
                        "Failed",
                        "SubscriptionQuotaExceeded",
                        "The regional Batch account quota for the specified subscription has been reached."));
    }
}
