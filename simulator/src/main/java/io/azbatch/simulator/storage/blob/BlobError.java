package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Response;

/** Refusals of the blob service: a code in XML and in a header. What every answer carries is added by the plane. */
public final class BlobError {
    private BlobError() {}

    public static Refused of(int status, String code, String message) {
        return new Refused(response(status, code, message, ""));
    }

    /** The same with more elements behind the message. */
    public static Refused with(int status, String code, String message, String elements) {
        return new Refused(response(status, code, message, elements));
    }

    /** 404: there is no such account, container or blob that the caller might know of. */
    public static Refused resourceNotFound() {
        return of(404, "ResourceNotFound", "The specified resource does not exist.");
    }

    public static Refused containerNotFound() {
        return of(404, "ContainerNotFound", "The specified container does not exist.");
    }

    public static Refused blobNotFound() {
        return of(404, "BlobNotFound", "The specified blob does not exist.");
    }

    /** 400: a header says what it can not say. */
    public static Refused invalidHeader(String name, String value) {
        return with(
                400,
                "InvalidHeaderValue",
                "The value for one of the HTTP headers is not in the correct format.",
                "<HeaderName>" + name + "</HeaderName><HeaderValue>" + escape(value) + "</HeaderValue>");
    }

    /** 400: a header that must be there is not. */
    public static Refused missingHeader(String name) {
        return with(
                400,
                "MissingRequiredHeader",
                "An HTTP header that's mandatory for this request is not specified.",
                "<HeaderName>" + name + "</HeaderName>");
    }

    /**
     * The answer.
     *
     * @param elements further XML elements, empty for none
     */
    static Response response(int status, String code, String message, String elements) {
        String body = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>"
                + escape(message) + BlobPlane.TRACE + "</Message>" + elements + "</Error>";
        return Response.text(status, "application/xml", body)
                .withErrorCode(code)
                .with("x-ms-error-code", code);
    }

    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
