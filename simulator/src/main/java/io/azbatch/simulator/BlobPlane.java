package io.azbatch.simulator;

import io.azbatch.simulator.http.ListenerKind;
import io.azbatch.simulator.http.Plane;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Instant;

/** The blob service: no storage is simulated, and it says so in the service's own form instead of pretending. */
final class BlobPlane implements Plane {
    private static final String VERSION = "2024-08-04";

    @Override
    public ListenerKind kind() {
        return ListenerKind.BLOB;
    }

    @Override
    public Operation operation(Request request) {
        return new Operation("blob " + request.method(), request.changesSomething());
    }

    @Override
    public Response handle(Request request) {
        return refusal(
                request,
                501,
                "NotImplemented",
                "The requested operation is not implemented on the specified resource.");
    }

    @Override
    public Response refusal(Request request, int status, String code, String message) {
        String body = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>"
                + message + "\nRequestId:" + request.id() + "\nTime:" + Instant.now() + "</Message></Error>";
        return Response.text(status, "application/xml", body)
                .withErrorCode(code)
                .with("x-ms-error-code", code)
                .with("x-ms-request-id", request.id())
                .with("x-ms-version", VERSION);
    }
}
