package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.WorkErrors;
import io.azbatch.simulator.batch.application.Application;
import io.azbatch.simulator.batch.application.Applications;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.settings.Settings;
import java.util.List;

/** Applications as the Batch service lists them: those with a package that nodes can use, and of them only such packages. */
public final class PackageListsApi {
    private static final int MOST = 1000;

    private final Applications applications;
    private final Lists lists;

    public PackageListsApi(Applications applications, Settings settings) {
        this.applications = applications;
        this.lists = new Lists(settings);
    }

    void add(Operations operations) {
        operations.add("GET", "/applications", "applications list", this::list);
        operations.add("GET", "/applications/{application}", "applications GET", this::get);
    }

    private Response list(Call call) {
        List<ObjectNode> usable = applications.of(call.account().id()).stream()
                .filter(application -> !applications.usable(application.id()).isEmpty())
                .map(this::render)
                .toList();
        return lists.page(call, "listapplicationsummariesresponses", usable, MOST);
    }

    private Response get(Call call) {
        ResourceId account = call.account().id();
        Application application = applications
                .find(account, call.param("application"))
                .filter(found -> !applications.usable(found.id()).isEmpty())
                .orElseThrow(() -> WorkErrors.applicationNotFound().refusal());
        return Answers.one(call, "getapplicationsummaryresponse", render(application));
    }

    private ObjectNode render(Application application) {
        ObjectNode body = Json.object().put("id", application.name());
        if (application.properties().has("displayName")) {
            body.set("displayName", application.properties().get("displayName"));
        }
        ArrayNode versions = body.putArray("versions");
        applications.usable(application.id()).forEach(versions::add);
        return body;
    }
}
