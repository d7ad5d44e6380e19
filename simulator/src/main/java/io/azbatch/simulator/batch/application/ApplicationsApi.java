package io.azbatch.simulator.batch.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.batch.account.AccountError;
import io.azbatch.simulator.batch.account.AccountStore;
import io.azbatch.simulator.batch.account.BatchAccount;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Set;

/** Applications over ARM. */
final class ApplicationsApi {
    /** Documented. */
    private static final int MOST = 20;

    private static final Set<String> TEXTS = Set.of("displayName", "defaultVersion");

    private final Azure azure;
    private final AccountStore accounts;
    private final Applications applications;
    private final ApplicationPages pages;

    ApplicationsApi(Azure azure, AccountStore accounts, Applications applications) {
        this.azure = azure;
        this.accounts = accounts;
        this.applications = applications;
        this.pages = new ApplicationPages(azure);
    }

    /** @param account path of an account */
    void routes(Router router, String account) {
        String one = account + "/applications/{application}";
        router.add("GET", account + "/applications", "batchAccounts/applications list", this::list);
        router.add("GET", one, "batchAccounts/applications GET", request -> answer(require(request)));
        router.add("PUT", one, "batchAccounts/applications PUT", this::put);
        router.add("PATCH", one, "batchAccounts/applications PATCH", this::patch);
        router.add("DELETE", one, "batchAccounts/applications DELETE", this::delete);
    }

    /** The application that a request names; refused if there is none. */
    Application require(Request request) {
        BatchAccount account = accounts.require(request);
        return applications
                .find(account.id(), request.param("application"))
                .orElseThrow(() ->
                        refusal(request, 404, "ApplicationNotFound", "The specified application does not exist."));
    }

    private Response list(Request request) {
        BatchAccount account = accounts.require(request);
        return pages.of(
                request,
                applications.of(account.id()).stream()
                        .map(ApplicationsApi::render)
                        .toList());
    }

    /** A body may be left out. */
    private Response put(Request request) {
        BatchAccount account = accounts.requireWritable(request);
        ObjectNode asked = request.body().length == 0 ? Json.object() : Bodies.require(request);
        String name = ApplicationNames.application(request, accounts.now());
        if (applications.find(account.id(), name).isEmpty()) {
            refuseTooMany(request, account);
        }
        ObjectNode properties = Json.object();
        properties.setAll(settable(request, asked.path("properties")));
        Json.putDefault(properties, "allowUpdates", true);
        Application application = new Application(account.id().child("applications", name), properties, accounts.now());
        checkDefault(request, application);
        return answer(put(application));
    }

    private Response patch(Request request) {
        accounts.requireWritable(request);
        Application application = require(request);
        JsonNode changes = Bodies.require(request).path("properties");
        ObjectNode properties = application.properties().deepCopy();
        properties.setAll(settable(request, changes));
        Application changed = application.with(properties, BatchTime.after(application.modified(), accounts.now()));
        checkDefault(request, changed);
        return answer(put(changed));
    }

    private Response delete(Request request) {
        BatchAccount account = accounts.requireWritable(request);
        if (applications.find(account.id(), request.param("application")).isEmpty()) {
            return Response.empty(204);
        }
        Application application = require(request);
        if (!applications.packages(application.id()).isEmpty()) {
            throw refusal(
                    request,
                    409,
                    "ApplicationPackagesNotEmpty",
                    "All application packages must be deleted before the application can be deleted.");
        }
        azure.resources().remove(application.id());
        return Response.empty(200);
    }

    private ObjectNode settable(Request request, JsonNode asked) {
        ObjectNode kept = Json.object();
        asked.properties().forEach(field -> {
            boolean text = TEXTS.contains(field.getKey());
            boolean fits =
                    text ? field.getValue().isTextual() : field.getValue().isBoolean();
            if (!text && !field.getKey().equals("allowUpdates")
                    || field.getValue().isNull()) {
                return;
            }
            if (!fits) {
                throw AccountError.invalidBody(
                        request,
                        accounts.now(),
                        "The value of the property '" + field.getKey() + "' is not of its type.");
            }
            kept.set(field.getKey(), field.getValue());
        });
        return kept;
    }

    private void checkDefault(Request request, Application application) {
        boolean good = application
                .defaultVersion()
                .map(version -> applications
                        .find(application, version)
                        .filter(ApplicationPackage::active)
                        .isPresent())
                .orElse(true);
        if (!good) {
            throw refusal(
                    request,
                    409,
                    "RequestedDefaultVersionNotActive",
                    "The application package corresponding to the requested default version is not active.");
        }
    }

    /** The number is documented, the code is a guess. */
    private void refuseTooMany(Request request, BatchAccount account) {
        if (applications.of(account.id()).size() >= MOST) {
            throw refusal(
                    request, 409, "ApplicationQuotaReached", "The application quota for the account has been reached.");
        }
    }

    private Application put(Application application) {
        azure.resources().put(application);
        return application;
    }

    private Refused refusal(Request request, int status, String code, String message) {
        return AccountError.of(request, accounts.now(), status, code, message);
    }

    private static Response answer(Application application) {
        return Response.json(200, render(application)).with("ETag", ApplicationPages.etag(application.modified()));
    }

    private static ObjectNode render(Application application) {
        ObjectNode body = ApplicationPages.head(application, application.modified());
        ObjectNode properties = body.putObject("properties");
        for (String field : List.of("displayName", "allowUpdates", "defaultVersion")) {
            if (application.properties().has(field)) {
                properties.set(field, application.properties().get(field));
            }
        }
        return body;
    }
}
