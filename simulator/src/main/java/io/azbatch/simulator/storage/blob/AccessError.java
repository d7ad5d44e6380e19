package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Response;

/** What the blob service says to those it does not let in. */
final class AccessError {
    private static final String CHALLENGED =
            "Server failed to authenticate the request. Please refer to the information"
                    + " in the www-authenticate header.";
    private static final String FAILED = "Server failed to authenticate the request. Make sure the value of"
            + " Authorization header is formed correctly including the signature.";
    private static final String MISMATCH = "This request is not authorized to perform this operation using this ";

    /** Authority and tenant, as the challenge names them. */
    private final String authorization;

    AccessError(String authority, String tenant) {
        this.authorization = "Bearer authorization_uri=" + authority + "/" + tenant
                + "/oauth2/authorize resource_id=https://storage.azure.com";
    }

    /** 401: nobody said who calls. */
    Refused nobody() {
        return challenge("NoAuthenticationInformation", "");
    }

    /** 401: a token that is not good for this. */
    Refused badToken(String detail) {
        return challenge("InvalidAuthenticationInfo", detail);
    }

    /** 403: a signature that is not right, or not right any more. */
    static Refused failed(String detail) {
        return BlobError.with(403, "AuthenticationFailed", FAILED, detail(detail));
    }

    /** 403: known, but without the right. */
    static Refused permission() {
        return BlobError.of(403, "AuthorizationPermissionMismatch", MISMATCH + "permission.");
    }

    static Refused resourceType() {
        return BlobError.of(403, "AuthorizationResourceTypeMismatch", MISMATCH + "resource type.");
    }

    static Refused service() {
        return BlobError.of(403, "AuthorizationServiceMismatch", MISMATCH + "service.");
    }

    static Refused sourceAddress() {
        return BlobError.of(403, "AuthorizationSourceIPMismatch", MISMATCH + "source IP.");
    }

    static Refused keysNotPermitted() {
        return BlobError.of(
                403,
                "KeyBasedAuthenticationNotPermitted",
                "Key based authentication is not permitted on this storage account.");
    }

    static Refused publicNotPermitted() {
        return BlobError.of(409, "PublicAccessNotPermitted", "Public access is not permitted on this storage account.");
    }

    private Refused challenge(String code, String detail) {
        Response response = BlobError.response(401, code, CHALLENGED, detail.isEmpty() ? "" : detail(detail));
        return new Refused(response.with("WWW-Authenticate", authorization));
    }

    private static String detail(String text) {
        return "<AuthenticationErrorDetail>" + BlobError.escape(text) + "</AuthenticationErrorDetail>";
    }
}
