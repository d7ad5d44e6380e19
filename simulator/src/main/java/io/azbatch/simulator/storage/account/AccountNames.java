package io.azbatch.simulator.storage.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of accounts: their form, and that each is used once in all of Azure. */
final class AccountNames {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]{3,24}");

    private final Accounts accounts;

    AccountNames(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Refuses the name of a new account. */
    void check(ResourceId id) {
        if (!FORM.matcher(id.name()).matches()) {
            throw ArmError.of(400, "AccountNameInvalid", badForm(id.name()));
        }
        accounts.find(id.name()).ifPresent(other -> {
            boolean ours = other.id().subscription().equalsIgnoreCase(id.subscription());
            throw ours
                    ? ArmError.of(
                            409,
                            "StorageAccountInAnotherResourceGroup",
                            "The account " + id.name() + " is already in another resource group in this subscription.")
                    : ArmError.of(409, "StorageAccountAlreadyTaken", taken(id.name()));
        });
    }

    /** Answers {@code checkNameAvailability}. */
    Response available(Request request) {
        ObjectNode body = Bodies.require(request);
        String name = Json.text(body, "name");
        if (!Json.text(body, "type").equalsIgnoreCase("Microsoft.Storage/storageAccounts")) {
            throw ArmError.of(400, "InvalidResourceType", "The resource type is invalid.");
        }
        return Response.json(
                200, problem(name).map(one -> one.put("nameAvailable", false)).orElseGet(() -> Json.object()
                        .put("nameAvailable", true)));
    }

    private Optional<ObjectNode> problem(String name) {
        if (!FORM.matcher(name).matches()) {
            return Optional.of(Json.object().put("reason", "AccountNameInvalid").put("message", badForm(name)));
        }
        return accounts.find(name)
                .map(other -> Json.object().put("reason", "AlreadyExists").put("message", taken(name)));
    }

    private static String badForm(String name) {
        return name
                + " is not a valid storage account name. Storage account name must be between 3 and 24 characters in"
                + " length and use numbers and lower-case letters only.";
    }

    private static String taken(String name) {
        return "The storage account named " + name + " is already taken.";
    }
}
