package io.azbatch.simulator.batch.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.account.AccountError;
import io.azbatch.simulator.batch.account.AccountStore;
import io.azbatch.simulator.batch.account.BatchAccount;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Packages of applications over ARM. An answer about one carries an address to its file, good for four hours; a list does not. */
final class PackagesApi {
    private static final Duration OPEN_FOR = Duration.ofHours(4);
    private static final Duration OPEN_BEFORE = Duration.ofMinutes(5);

    /** Documented. */
    private static final int MOST = 40;

    private final Azure azure;
    private final AccountStore accounts;
    private final Applications applications;
    private final ApplicationsApi parents;
    private final ApplicationPages pages;

    PackagesApi(Azure azure, AccountStore accounts, Applications applications, ApplicationsApi parents) {
        this.azure = azure;
        this.accounts = accounts;
        this.applications = applications;
        this.parents = parents;
        this.pages = new ApplicationPages(azure);
    }

    /** @param account path of an account */
    void routes(Router router, String account) {
        String all = account + "/applications/{application}/versions";
        String one = all + "/{version}";
        String name = "batchAccounts/applications/versions";
        router.add("GET", all, name + " list", this::list);
        router.add("GET", one, name + " GET", request -> answer(request, parents.require(request), require(request)));
        router.add("PUT", one, name + " PUT", this::put);
        router.add("DELETE", one, name + " DELETE", this::delete);
        router.add("POST", one + "/activate", name + "/activate", this::activate);
    }

    private Response list(Request request) {
        Application application = parents.require(request);
        return pages.of(
                request,
                applications.packages(application.id()).stream()
                        .map(PackagesApi::render)
                        .toList());
    }

    private Response put(Request request) {
        BatchAccount account = accounts.requireWritable(request);
        Application application = parents.require(request);
        requireStorage(request, account);
        String version = ApplicationNames.version(request, accounts.now());
        Optional<ApplicationPackage> there = applications.find(application, version);
        if (there.isEmpty() && applications.packages(application.id()).size() >= MOST) {
            throw refusal(
                    request,
                    "ApplicationPackageQuotaReached",
                    "The application package quota for the application has been reached.");
        }
        if (there.filter(ApplicationPackage::active).isPresent() && !application.allowsUpdates()) {
            throw refusal(
                    request,
                    "ApplicationPackageUpdateNotAllowed",
                    "The application does not allow updates of its packages.");
        }
        Instant now = accounts.now();
        return answer(
                request,
                application,
                put(there.map(found -> found.written(BatchTime.after(found.modified(), now)))
                        .orElseGet(() -> new ApplicationPackage(
                                application.id().child("versions", version),
                                ApplicationNames.container(application),
                                Optional.empty(),
                                Optional.empty(),
                                now))));
    }

    private Response activate(Request request) {
        BatchAccount account = accounts.requireWritable(request);
        Application application = parents.require(request);
        ApplicationPackage one = require(request);
        ResourceId storage = requireStorage(request, account);
        String format = request.body().length == 0 ? "zip" : Json.text(Bodies.require(request), "format");
        if (!format.equalsIgnoreCase("zip")) {
            throw AccountError.invalidBody(request, accounts.now(), "format must be zip, not '" + format + "'");
        }
        if (azure.blobs().find(url(storage, one)).isEmpty()) {
            throw refusal(
                    request,
                    "ApplicationPackageBlobNotFound",
                    "No blob could be found for the specified application package.");
        }
        Instant now = accounts.now();
        return answer(request, application, put(one.activated(format, now, BatchTime.after(one.modified(), now))));
    }

    /** The file goes with it. What was the default version is none any more. */
    private Response delete(Request request) {
        BatchAccount account = accounts.requireWritable(request);
        Application application = parents.require(request);
        Optional<ApplicationPackage> there = applications.find(application, request.param("version"));
        if (there.isEmpty()) {
            return Response.empty(204);
        }
        account.autoStorage().ifPresent(storage -> azure.blobs().remove(url(storage, there.get())));
        azure.resources().remove(there.get().id());
        if (application
                .defaultVersion()
                .filter(there.get().version()::equalsIgnoreCase)
                .isPresent()) {
            azure.resources()
                    .put(application.with(
                            application.properties().deepCopy().without("defaultVersion"),
                            BatchTime.after(application.modified(), accounts.now())));
        }
        return Response.empty(200);
    }

    private ApplicationPackage require(Request request) {
        return applications
                .find(parents.require(request), request.param("version"))
                .orElseThrow(() -> AccountError.of(
                        request,
                        accounts.now(),
                        404,
                        "ApplicationPackageNotFound",
                        "The specified application package does not exist."));
    }

    /** Packages need the account's storage; that it is not there is said as for its keys, in words that are a guess. */
    private ResourceId requireStorage(Request request, BatchAccount account) {
        return account.autoStorage()
                .orElseThrow(() -> refusal(
                        request,
                        "AccountHasNoAutoStorage",
                        "The specified account does not have auto storage configured."));
    }

    private ApplicationPackage put(ApplicationPackage one) {
        azure.resources().put(one);
        return one;
    }

    private Refused refusal(Request request, String code, String message) {
        return AccountError.of(request, accounts.now(), 409, code, message);
    }

    private static String url(ResourceId storage, ApplicationPackage one) {
        return "https://" + storage.name() + ".blob.core.windows.net/" + one.container() + "/" + one.version();
    }

    /** A file that may not be written again is opened for reading alone. */
    private Response answer(Request request, Application application, ApplicationPackage one) {
        ObjectNode body = render(one);
        Instant now = accounts.now();
        String permissions = one.active() && !application.allowsUpdates() ? "r" : "rw";
        Instant until = now.plus(OPEN_FOR);
        ObjectNode properties = Json.object();
        accounts.require(request)
                .autoStorage()
                .flatMap(storage -> azure.blobs()
                        .open(storage, one.container(), one.version(), permissions, now.minus(OPEN_BEFORE), until))
                .ifPresent(url -> properties.put("storageUrl", url).put("storageUrlExpiry", BatchTime.iso(until)));
        properties.setAll((ObjectNode) body.get("properties"));
        body.set("properties", properties);
        return Response.json(200, body).with("ETag", ApplicationPages.etag(one.modified()));
    }

    private static ObjectNode render(ApplicationPackage one) {
        ObjectNode body = ApplicationPages.head(one, one.modified());
        ObjectNode properties = body.putObject("properties").put("state", one.active() ? "Active" : "Pending");
        one.format().ifPresent(format -> properties.put("format", format));
        one.activated().ifPresent(at -> properties.put("lastActivationTime", BatchTime.iso(at)));
        return body;
    }
}
