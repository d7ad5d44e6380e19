package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.account.BatchAccount;
import io.azbatch.simulator.batch.answer.BatchError;
import io.azbatch.simulator.batch.answer.BatchRefusal;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.ListenerKind;
import io.azbatch.simulator.http.Plane;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.util.Optional;
import java.util.UUID;

/** The data plane of one account. */
public final class BatchPlane implements Plane {
    private final ResourceId accountId;
    private final Azure azure;
    private final Authentication authentication;
    private final Operations operations;

    public BatchPlane(ResourceId accountId, Azure azure, Authentication authentication, Operations operations) {
        this.accountId = accountId;
        this.azure = azure;
        this.authentication = authentication;
        this.operations = operations;
    }

    @Override
    public ListenerKind kind() {
        return ListenerKind.BATCH;
    }

    @Override
    public Operation operation(Request request) {
        return operations
                .find(request)
                .map(match -> new Operation(match.name(), match.write()))
                .orElse(new Operation("unknown", request.changesSomething()));
    }

    @Override
    public Response handle(Request request) {
        return azure.world().look(() -> {
            try {
                return finish(request, answer(request));
            } catch (BatchRefusal refusal) {
                return refused(request, refusal.error());
            }
        });
    }

    /** Called by faults, outside of a look at the world. */
    @Override
    public Response refusal(Request request, int status, String code, String message) {
        return azure.world().look(() -> refused(request, BatchError.of(status, code, message)));
    }

    private Response answer(Request request) {
        BatchAccount account = azure.resources()
                .find(accountId, BatchAccount.class)
                .orElseThrow(() -> Errors.resourceNotFound().refusal());
        if (!account.publicAccess()) {
            throw Errors.forbidden("Public network access is disabled for account " + account.name())
                    .refusal();
        }
        Optional<Principal> caller = authentication.authenticate(request, account);
        BatchVersion version = BatchVersion.require(request.apiVersion());
        checkTimeout(request);
        Operations.Match match = operations.find(request).orElseThrow(() -> Errors.resourceNotFound()
                .refusal());
        if (account.deleting() && match.write()) {
            throw Errors.accountDisabled().refusal();
        }
        Call call = new Call(
                request.withParams(match.params()),
                account,
                version,
                caller,
                azure.world().now());
        return match.handler().handle(call);
    }

    /** Seconds that the service may take; what is longer than its own 30 is as good as those. */
    private static void checkTimeout(Request request) {
        request.query()
                .get("timeout")
                .filter(text -> !text.matches("[1-9]\\d{0,8}"))
                .ifPresent(text -> {
                    throw Errors.invalidQuery("timeout", text, "Timeout must be a positive number of seconds")
                            .refusal();
                });
    }

    private Response refused(Request request, BatchError error) {
        if (error.status() == 304) {
            return finish(request, Response.empty(304));
        }
        String text = error.message() + "\nRequestId:" + request.id() + "\nTime:"
                + BatchTime.iso(azure.world().now());
        ObjectNode body = Json.object()
                .put(
                        "odata.metadata",
                        request.endpoint()
                                + "/$metadata#Microsoft.Azure.Batch.Protocol.Entities.Container.errors/@Element")
                .put("code", error.code());
        body.set("message", Json.object().put("lang", "en-US").put("value", text));
        if (!error.values().isEmpty()) {
            ArrayNode values = body.putArray("values");
            error.values()
                    .forEach(detail ->
                            values.add(Json.object().put("key", detail.key()).put("value", detail.value())));
        }
        return finish(request, Response.json(error.status(), body).withErrorCode(error.code()));
    }

    private static Response finish(Request request, Response response) {
        Response finished = response.with("DataServiceVersion", "3.0").with("request-id", request.id());
        boolean plain = finished.headers().getOrDefault("Content-Type", "").startsWith("application/json");
        if (response.body().length > 0 && plain) {
            finished = finished.with("Content-Type", contentType(request.apiVersion()));
        }
        boolean echo = request.header("return-client-request-id")
                .map(Boolean::parseBoolean)
                .orElse(false);
        Optional<String> clientId = request.header("client-request-id").filter(BatchPlane::isUuid);
        return echo && clientId.isPresent() ? finished.with("client-request-id", clientId.get()) : finished;
    }

    private static String contentType(String version) {
        return version.compareTo(BatchVersion.WITHOUT_CLOUD_SERVICES.text()) >= 0
                ? "application/json; odata=minimalmetadata"
                : "application/json;odata=minimalmetadata";
    }

    private static boolean isUuid(String text) {
        try {
            UUID.fromString(text);
            return true;
        } catch (IllegalArgumentException no) {
            return false;
        }
    }
}
