package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.batch.answer.BatchError;
import io.azbatch.simulator.batch.answer.BatchRefusal;
import io.azbatch.simulator.batch.answer.Filter;
import io.azbatch.simulator.batch.answer.MaxResults;
import io.azbatch.simulator.batch.image.SupportedSizes;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Route;
import io.azbatch.simulator.http.Router;
import java.util.List;

/** What Batch says about a region: quota, free names, sizes. */
public final class LocationsApi {
    private static final int MOST = 1000;

    private final Azure azure;
    private final AccountChecks checks;

    public LocationsApi(Azure azure) {
        this.azure = azure;
        this.checks = new AccountChecks(azure);
    }

    public void routes(Router router) {
        String region = "/subscriptions/{subscription}/providers/Microsoft.Batch/locations/{location}";
        router.add("GET", region + "/quotas", "batch/quotas GET", this::quotas);
        router.add("GET", region + "/virtualMachineSkus", "batch/virtualMachineSkus list", this::virtualMachineSkus);
        router.add(Route.of("POST", region + "/checkNameAvailability", "batch/checkNameAvailability", this::checkName)
                .readOnly());
    }

    private Response quotas(Request request) {
        location(request);
        return Response.json(
                200, Json.object().put("accountQuota", azure.settings().number("batchAccountQuota")));
    }

    private Response virtualMachineSkus(Request request) {
        location(request);
        try {
            List<ObjectNode> sizes = request.query()
                    .get("$filter")
                    .map(Filter::parse)
                    .map(filter -> SupportedSizes.list().stream().filter(filter).toList())
                    .orElseGet(SupportedSizes::list);
            return azure.pages().of(request, sizes, MaxResults.read(request, MOST));
        } catch (BatchRefusal refusal) {
            BatchError error = refusal.error();
            throw AccountError.of(request, azure.world().now(), error.status(), error.code(), error.message());
        }
    }

    private Response checkName(Request request) {
        String location = location(request);
        String name = Json.text(Bodies.require(request), "name");
        ObjectNode answer = AccountChecks.nameProblem(name)
                .map(problem -> no("Invalid", problem))
                .orElseGet(() -> checks.taken(name, location)
                        ? no("AlreadyExists", "An account named '" + name + "' is already in use.")
                        : Json.object().put("nameAvailable", true));
        return Response.json(200, answer);
    }

    private static ObjectNode no(String reason, String message) {
        return Json.object().put("nameAvailable", false).put("reason", reason).put("message", message);
    }

    /** The normalised region; refused if there is none of that name. */
    private static String location(Request request) {
        return Regions.require(request.param("location"), "Microsoft.Batch/batchAccounts");
    }
}
