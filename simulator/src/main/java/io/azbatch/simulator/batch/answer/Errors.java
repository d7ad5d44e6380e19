package io.azbatch.simulator.batch.answer;

/** The errors of the Batch service that the simulator gives, with Azure's status and words. */
public final class Errors {
    private static final String REASON = "Reason";

    private Errors() {}

    // 412

    /** A condition of a write was not met. */
    public static BatchError conditionNotMet() {
        return BatchError.of(
                412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
    }

    // 400

    /** A property of the body has a value that is not accepted. */
    public static BatchError invalidProperty(String property, String value, String reason) {
        return invalidProperty(property).with("PropertyValue", value).with(REASON, reason);
    }

    /** The same where Azure does not repeat the value. */
    public static BatchError invalidProperty(String property, String reason) {
        return invalidProperty(property).with(REASON, reason);
    }

    private static BatchError invalidProperty(String property) {
        return BatchError.of(
                        400,
                        "InvalidPropertyValue",
                        "The value provided for one of the properties in the request body is invalid.")
                .with("PropertyName", property);
    }

    /** A property that must be there is not. */
    public static BatchError missingProperty(String property) {
        return BatchError.of(
                        400, "MissingRequiredProperty", "A required property was not specified in the request body.")
                .with("PropertyName", property);
    }

    /** The body is no JSON object, or has a property that this api-version does not know. */
    public static BatchError invalidBody(String reason) {
        return BatchError.of(400, "InvalidRequestBody", "The specified Request Body is not syntactically valid.")
                .with(REASON, reason);
    }

    /** The body has a property that this api-version does not know. */
    public static BatchError unknownProperty(String property) {
        return invalidBody("The property '" + property
                + "' does not exist on the type of the request body. Make sure to only use property names that are"
                + " defined by the type.");
    }

    /** A query parameter has a value that is not accepted. */
    public static BatchError invalidQuery(String parameter, String value, String reason) {
        return BatchError.of(
                        400,
                        "InvalidQueryParameterValue",
                        "Value for one of the query parameters specified in the request URI is invalid.")
                .with("QueryParameterName", parameter)
                .with("QueryParameterValue", value)
                .with(REASON, reason);
    }

    /** The autoscale settings do not fit together. */
    public static BatchError invalidAutoScale(String reason) {
        return BatchError.of(400, "InvalidAutoScalingSettings", "The specified auto scale settings are invalid.")
                .with(REASON, reason);
    }

    /** The formula cannot even be read. */
    public static BatchError formulaSyntax(String formula, String problem) {
        return BatchError.of(
                        400, "AutoScalingFormulaSyntaxError", "The specified autoscaling formula has a syntax error.")
                .with("PropertyName", "autoScaleFormula")
                .with("PropertyValue", formula)
                .with(REASON, problem);
    }

    /** The api-version is not there. */
    public static BatchError missingVersion() {
        return BatchError.of(
                        400,
                        "MissingRequiredQueryParameter",
                        "A query parameter that's mandatory for this request is not specified.")
                .with("QueryParameterName", "api-version");
    }

    /** The api-version is not known. */
    public static BatchError unsupportedVersion(String version) {
        return BatchError.of(
                        400, "UnsupportedRequestVersion", "The request version is not supported by the Batch service.")
                .with("QueryParameterName", "api-version")
                .with("QueryParameterValue", version);
    }

    // 401, 403

    /** The caller is not known; which status depends on the scheme. */
    public static BatchError authenticationFailed(int status, String detail) {
        return BatchError.of(
                        status,
                        "AuthenticationFailed",
                        "Server failed to authenticate the request. Make sure the value of Authorization header is"
                                + " formed correctly including the signature.")
                .with("AuthenticationErrorDetail", detail);
    }

    /** The account is on its way out. */
    public static BatchError accountDisabled() {
        return BatchError.of(403, "AccountIsDisabled", "The specified account is disabled.");
    }

    /** The caller has no right on the account. */
    public static BatchError insufficientAccountPermissions() {
        return BatchError.of(
                403,
                "InsufficientAccountPermissions",
                "The account being accessed does not have sufficient permissions to execute this operation.");
    }

    /** The caller may not use something that lies outside of the account. */
    public static BatchError insufficientPermissions(String action, String resource) {
        return BatchError.of(
                        403,
                        "InsufficientPermissions",
                        "The user identity used for this operation does not have the required privilege on the"
                                + " specified resource.")
                .with("Action", action)
                .with("Resource", resource);
    }

    /** A property that this account or this way of signing in does not have. */
    public static BatchError forbidden(String reason) {
        return BatchError.of(403, "Forbidden", "Access is Forbidden").with(REASON, reason);
    }

    // 404

    public static BatchError poolNotFound() {
        return BatchError.of(404, "PoolNotFound", "The specified pool does not exist.");
    }

    public static BatchError nodeNotFound() {
        return BatchError.of(404, "NodeNotFound", "The specified node does not exist.");
    }

    public static BatchError nodeUserNotFound() {
        return BatchError.of(404, "NodeUserNotFound", "The specified node user does not exist.");
    }

    /** The code is a guess. */
    public static BatchError nodeExtensionNotFound() {
        return BatchError.of(404, "NodeExtensionNotFound", "The specified node extension does not exist.");
    }

    public static BatchError fileNotFound() {
        return BatchError.of(404, "FileNotFound", "The specified file does not exist.");
    }

    /** Nothing is served at this address. */
    public static BatchError resourceNotFound() {
        return BatchError.of(404, "ResourceNotFound", "The specified resource does not exist.");
    }

    /** The node agent SKU is not known. */
    public static BatchError nodeAgentSkuNotFound() {
        return BatchError.of(
                404, "NodeAgentSKUNotFound", "The specified node agent SKU does not exist in the account's region.");
    }

    // 409

    public static BatchError poolExists() {
        return BatchError.of(409, "PoolExists", "The specified pool already exists.");
    }

    public static BatchError poolBeingDeleted() {
        return BatchError.of(
                409, "PoolBeingDeleted", "The specified pool has been marked for deletion and is being reclaimed.");
    }

    public static BatchError poolBeingResized() {
        return BatchError.of(409, "PoolBeingResized", "The specified pool is being resized.");
    }

    public static BatchError poolQuotaReached() {
        return BatchError.of(409, "PoolQuotaReached", "Pool quota for the account has been reached.");
    }

    /** The pool cannot do this as it is now. */
    public static BatchError invalidForState(String reason) {
        return BatchError.of(
                        409,
                        "OperationInvalidForCurrentState",
                        "The specified operation is not valid for the current state of the resource.")
                .with(REASON, reason);
    }

    /** The pool can never do this as it is set up. */
    public static BatchError notValidOnPool(String reason) {
        return BatchError.of(409, "OperationNotValidOnPool", "The specified operation is not valid on the pool.")
                .with(REASON, reason);
    }

    /** The node cannot do this. */
    public static BatchError notValidOnNode(String reason) {
        return BatchError.of(409, "OperationNotValidOnNode", "The specified operation is not valid on the node.")
                .with(REASON, reason);
    }

    public static BatchError nodeUserExists() {
        return BatchError.of(409, "NodeUserExists", "The specified node user already exists.");
    }

    /** A pool of Cloud Services runs this version of its operating system already. */
    public static BatchError versionEqualsUpgrade() {
        return BatchError.of(400, "PoolVersionEqualsUpgradeVersion", "The pool is already with the given version.");
    }

    /** A node state that forbids it has a code of its own, such as {@code NodeBeingRebooted}. */
    public static BatchError nodeBusy(String code, String message) {
        return BatchError.of(409, code, message);
    }

    /** The node is beyond commands. */
    public static BatchError nodeUnusable() {
        return BatchError.of(409, "NodeStateUnusable", "The specified node is in an unusable state.");
    }

    /** Application packages that do not exist. */
    public static BatchError invalidApplicationPackages() {
        return BatchError.of(
                409,
                "InvalidApplicationPackageReferences",
                "One or more of the specified application package references are invalid.");
    }

    /** Certificates that the account does not have. */
    public static BatchError invalidCertificates() {
        return BatchError.of(
                409,
                "InvalidCertificateReferences",
                "One or more of the specified certificate references are invalid.");
    }

    // 503

    public static BatchError tooManyEnableAutoScale() {
        return BatchError.of(
                503,
                "TooManyEnableAutoScaleRequests",
                "The number of enable autoscale requests for the pool exceeds one in 30 seconds.");
    }
}
