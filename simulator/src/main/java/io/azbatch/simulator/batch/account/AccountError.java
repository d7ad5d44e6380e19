package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Instant;

/** Refusals of the Batch provider: ARM's envelope, but with a target, and with request id and time in the message. */
public final class AccountError {
    private AccountError() {}

    public static Refused of(Request request, Instant now, int status, String code, String message) {
        return new Refused(response(request, now, status, code, message));
    }

    /** The same with a detail {@code Reason}. */
    public static Refused because(
            Request request, Instant now, int status, String code, String message, String reason) {
        ObjectNode error = error(request, now, code, message);
        error.putArray("details").add(Json.object().put("code", "Reason").put("message", reason));
        return new Refused(ArmError.response(status, error));
    }

    public static Refused invalidBody(Request request, Instant now, String reason) {
        return because(
                request,
                now,
                400,
                "InvalidRequestBody",
                "The specified Request Body is not syntactically valid.",
                reason);
    }

    public static Response response(Request request, Instant now, int status, String code, String message) {
        return ArmError.response(status, error(request, now, code, message));
    }

    private static ObjectNode error(Request request, Instant now, String code, String message) {
        String text = message + "\nRequestId:" + request.id() + "\nTime:" + BatchTime.iso(now);
        return ArmError.error(code, text).put("target", "BatchAccount");
    }
}
