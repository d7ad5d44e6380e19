package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Response;

/** Refusals in ARM's envelope {@code {"error": {code, message, target?}}}. The gateway's own carry a header that says so. */
public final class ArmError {
    private ArmError() {}

    /** A provider's refusal. */
    public static Refused of(int status, String code, String message) {
        return new Refused(response(status, error(code, message)));
    }

    /** A provider's refusal that names the offending parameter or resource. */
    public static Refused of(int status, String code, String message, String target) {
        return new Refused(response(status, error(code, message).put("target", target)));
    }

    /** A refusal by the ARM front end, before a provider saw the request. */
    public static Refused gateway(int status, String code, String message) {
        return new Refused(gatewayResponse(status, code, message));
    }

    /** 404 by the gateway: no such resource. */
    public static Refused resourceNotFound(ResourceId id) {
        return gateway(
                404,
                "ResourceNotFound",
                "The Resource '" + id.type() + "/" + id.fullName() + "' under resource group '" + id.group()
                        + "' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
    }

    /** 404 by the gateway: no such resource group. */
    public static Refused groupNotFound(String group) {
        return gateway(404, "ResourceGroupNotFound", "Resource group '" + group + "' could not be found.");
    }

    /** 404 by the gateway: a nested resource is to be written whose parent does not exist. */
    public static Refused parentNotFound(ResourceId id) {
        return gateway(
                404,
                "ParentResourceNotFound",
                "Failed to perform 'write' on resource(s) of type '" + String.join("/", id.types())
                        + "', because the parent resource '"
                        + id.parent().map(ResourceId::toString).orElse("") + "' could not be found.");
    }

    /** 409: the state of the resource forbids it. */
    public static Refused notAllowed(String message) {
        return of(409, "OperationNotAllowed", message);
    }

    /** 400: a parameter that must be there is not. */
    public static Refused missingParameter(String name) {
        return of(400, "InvalidParameter", "Required parameter '" + name + "' is missing (null).", name);
    }

    /** The {@code error} object with an empty message allowed. */
    public static ObjectNode error(String code, String message) {
        return Json.object().put("code", code).put("message", message);
    }

    /** An answer that carries an error object. */
    public static Response response(int status, ObjectNode error) {
        ObjectNode body = Json.object();
        body.set("error", error);
        return Response.json(status, body).withErrorCode(Json.text(error, "code"));
    }

    /** An answer of the front end. */
    public static Response gatewayResponse(int status, String code, String message) {
        return response(status, error(code, message)).with("x-ms-failure-cause", "gateway");
    }
}
