package io.azbatch.operator.azure;

import io.azbatch.operator.cloud.Trouble;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The one table from what Azure answers to {@link Trouble}: rows in order, the first that fits wins.
 *
 * <p>Codes come before statuses, since Azure uses one status for many things: a quota, a lock and an operation under way
 * are all 409. Where the same code too stands for several things ({@code OperationNotAllowed}), Azure's words decide.
 */
final class AzureErrors {

    private static final List<Row> TABLE = List.of(
            new Row("throttled: status 429", status(429), Kind.THROTTLED),
            new Row(
                    "throttled: by code, also in the details",
                    codeOrDetail(
                            "TooManyRequests",
                            "TooManyEnableAutoScaleRequests",
                            "SubscriptionRequestsThrottled",
                            "ResourceRequestsThrottled",
                            "RetryableErrorDueToTooManyCalls"),
                    Kind.THROTTLED),
            new Row("token missing, expired or for somebody else: status 401", status(401), Kind.UNAUTHENTICATED),
            new Row(
                    "token refused by Batch",
                    code("AuthenticationFailed", "InvalidAuthenticationInfo", "InvalidAuthenticationToken"),
                    Kind.UNAUTHENTICATED),
            new Row("credential refused by Entra", error -> error.code().startsWith("AADSTS"), Kind.UNAUTHENTICATED),
            new Row(
                    "right missing, lock or policy",
                    code(
                            "AuthorizationFailed",
                            "LinkedAuthorizationFailed",
                            "InsufficientPermissions",
                            "InsufficientAccountPermissions",
                            "ScopeLocked",
                            "ReadOnlyDisabledSubscription",
                            "RequestDisallowedByPolicy",
                            "RequestDisallowedByAzure"),
                    Kind.DENIED),
            new Row(
                    "quota, by code",
                    error -> error.code().toLowerCase(Locale.ROOT).contains("quota"),
                    Kind.QUOTA_EXCEEDED),
            new Row(
                    "quota, by Azure's words",
                    code("OperationNotAllowed").and(words("quota limit", "exceeding approved", "quota increase")),
                    Kind.QUOTA_EXCEEDED),
            new Row(
                    "capacity",
                    code(
                            "SkuNotAvailable",
                            "AllocationFailed",
                            "ZonalAllocationFailed",
                            "OverconstrainedAllocationRequest",
                            "OverconstrainedZonalAllocationRequest"),
                    Kind.QUOTA_EXCEEDED),
            new Row(
                    "the source of a copy can not be read, at any 4xx; at 500 it took too long to find out",
                    statuses(400, 499).and(code("CannotVerifyCopySource")),
                    Kind.INVALID),
            new Row("right missing: status 403", status(403), Kind.DENIED),
            new Row("not there: status 404", status(404), Kind.NOT_FOUND),
            new Row(
                    "trouble inside Azure, at any status",
                    code(
                            "InternalOperationError",
                            "NetworkingInternalOperationError",
                            "InternalExecutionError",
                            "RetryableError",
                            "StorageAccountTooBusy"),
                    Kind.UNAVAILABLE),
            new Row(
                    "somebody holds a lease on the blob or container",
                    code("LeaseIdMissing", "LeaseAlreadyPresent"),
                    Kind.INVALID),
            new Row("changed meanwhile: status 412", status(412), Kind.CONFLICT),
            new Row(
                    "another operation is under way, by code",
                    status(409)
                            .and(code(
                                    "Conflict",
                                    "ConflictingConcurrentWriteNotAllowed",
                                    "AnotherOperationInProgress",
                                    "OperationPreempted",
                                    "ResourceGroupBeingDeleted",
                                    "CannotDeleteResource",
                                    "PoolExists",
                                    "PoolBeingDeleted",
                                    "PoolBeingResized",
                                    "PoolBeingCreated",
                                    "OperationInvalidForCurrentState",
                                    "PendingCopyOperation",
                                    "ContainerBeingDeleted")),
                    Kind.CONFLICT),
            new Row(
                    "another operation is under way, by Azure's words",
                    status(409)
                            .and(words(
                                    "another operation is in progress",
                                    "is in progress",
                                    "changing power state",
                                    "marked for deletion",
                                    "nested resources",
                                    "conflict with a concurrent request")),
                    Kind.CONFLICT),
            new Row("took too long: status 408", status(408), Kind.UNAVAILABLE),
            new Row("refused as it is: any other 4xx", statuses(400, 499), Kind.INVALID),
            new Row("Azure is down: 5xx and whatever else it answers", error -> true, Kind.UNAVAILABLE));

    private AzureErrors() {}

    static Trouble trouble(AzureError error) {
        return row(error).kind().make.apply(error, error.message());
    }

    /** No answer came: the name could not be resolved, nobody listens, the connection broke, it took too long. */
    static Trouble unreachable(Throwable cause) {
        String how = cause.getClass().getSimpleName()
                + (cause.getMessage() == null ? "" : ": " + AzureError.words(cause.getMessage()));
        return new Trouble.Unavailable("NoAnswer", "No answer came from Azure (" + how + ")", Optional.empty());
    }

    /** The row that decides, for tests: every row must be there for a reason. */
    static Row row(AzureError error) {
        return TABLE.stream()
                .filter(row -> row.fits().test(error))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the last row fits everything"));
    }

    static List<Row> table() {
        return TABLE;
    }

    private static Predicate<AzureError> status(int status) {
        return statuses(status, status);
    }

    private static Predicate<AzureError> statuses(int from, int to) {
        return error -> error.status() >= from && error.status() <= to;
    }

    /** Azure is not of one mind about the case of some codes. */
    private static Predicate<AzureError> code(String... codes) {
        Set<String> known = lowerCase(codes);
        return error -> known.contains(error.code().toLowerCase(Locale.ROOT));
    }

    private static Predicate<AzureError> codeOrDetail(String... codes) {
        Set<String> known = lowerCase(codes);
        return code(codes).or(error -> error.details().stream()
                .anyMatch(detail -> known.contains(detail.toLowerCase(Locale.ROOT))));
    }

    private static Predicate<AzureError> words(String... parts) {
        return error -> {
            String message = error.message().toLowerCase(Locale.ROOT);
            return List.of(parts).stream().anyMatch(message::contains);
        };
    }

    private static Set<String> lowerCase(String... codes) {
        return Set.copyOf(List.of(codes).stream()
                .map(code -> code.toLowerCase(Locale.ROOT))
                .toList());
    }

    /** @param what the row is for, in words */
    record Row(String what, Predicate<AzureError> fits, Kind kind) {}

    /** What becomes of an error. */
    enum Kind {
        THROTTLED((error, message) -> new Trouble.Throttled(error.code(), message, error.retryAfter())),
        QUOTA_EXCEEDED((error, message) -> new Trouble.QuotaExceeded(error.code(), message)),
        DENIED((error, message) -> new Trouble.Denied(error.code(), message)),
        UNAUTHENTICATED((error, message) -> new Trouble.Unauthenticated(error.code(), message)),
        NOT_FOUND((error, message) -> new Trouble.NotFound(error.code(), message)),
        INVALID((error, message) -> new Trouble.Invalid(error.code(), message)),
        CONFLICT((error, message) -> new Trouble.Conflict(error.code(), message)),
        UNAVAILABLE((error, message) -> new Trouble.Unavailable(error.code(), message, error.retryAfter()));

        private final BiFunction<AzureError, String, Trouble> make;

        Kind(BiFunction<AzureError, String, Trouble> make) {
            this.make = make;
        }
    }
}
