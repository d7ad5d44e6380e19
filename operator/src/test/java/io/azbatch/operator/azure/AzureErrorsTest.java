package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.azure.AzureErrors.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of errors, read with examples of what Azure was seen or is documented to answer. */
final class AzureErrorsTest {

    /** @param row what the table says the row is for */
    record Example(int status, String code, String message, Kind kind, String row) {
        AzureError error() {
            return new AzureError(status, code, message, List.of(), Optional.empty());
        }
    }

    static Stream<Example> examples() {
        return Stream.of(
                at(429, "TooManyRequests", "", Kind.THROTTLED, "throttled: status 429"),
                at(429, "OperationNotAllowed", "too many requests", Kind.THROTTLED, "throttled: status 429"),
                at(429, "Http429", "", Kind.THROTTLED, "throttled: status 429"),
                at(
                        503,
                        "TooManyEnableAutoScaleRequests",
                        "",
                        Kind.THROTTLED,
                        "throttled: by code, also in the details"),
                at(
                        401,
                        "ExpiredAuthenticationToken",
                        "",
                        Kind.UNAUTHENTICATED,
                        "token missing, expired or for somebody else: status 401"),
                at(403, "AuthenticationFailed", "", Kind.UNAUTHENTICATED, "token refused by Batch"),
                at(400, "InvalidAuthenticationInfo", "", Kind.UNAUTHENTICATED, "token refused by Batch"),
                at(400, "AADSTS700016", "", Kind.UNAUTHENTICATED, "credential refused by Entra"),
                at(403, "AuthorizationFailed", "", Kind.DENIED, "right missing, lock or policy"),
                at(403, "LinkedAuthorizationFailed", "", Kind.DENIED, "right missing, lock or policy"),
                at(400, "InsufficientPermissions", "", Kind.DENIED, "right missing, lock or policy"),
                at(409, "ScopeLocked", "", Kind.DENIED, "right missing, lock or policy"),
                at(
                        403,
                        "CannotVerifyCopySource",
                        "",
                        Kind.INVALID,
                        "the source of a copy can not be read, at any 4xx; at 500 it took too long to find out"),
                at(
                        404,
                        "CannotVerifyCopySource",
                        "",
                        Kind.INVALID,
                        "the source of a copy can not be read, at any 4xx; at 500 it took too long to find out"),
                at(
                        500,
                        "CannotVerifyCopySource",
                        "Could not verify the copy source within the specified time.",
                        Kind.UNAVAILABLE,
                        "Azure is down: 5xx and whatever else it answers"),
                at(412, "LeaseIdMissing", "", Kind.INVALID, "somebody holds a lease on the blob or container"),
                at(409, "LeaseAlreadyPresent", "", Kind.INVALID, "somebody holds a lease on the blob or container"),
                at(409, "BlobImmutableDueToPolicy", "", Kind.INVALID, "refused as it is: any other 4xx"),
                at(403, "AuthorizationFailure", "", Kind.DENIED, "right missing: status 403"),
                at(409, "ReadOnlyDisabledSubscription", "", Kind.DENIED, "right missing, lock or policy"),
                at(409, "QuotaExceeded", "", Kind.QUOTA_EXCEEDED, "quota, by code"),
                at(409, "PoolQuotaReached", "", Kind.QUOTA_EXCEEDED, "quota, by code"),
                at(409, "SubscriptionQuotaExceeded", "", Kind.QUOTA_EXCEEDED, "quota, by code"),
                at(
                        409,
                        "OperationNotAllowed",
                        "Operation results in exceeding quota limits of Core. Maximum allowed: 10, Current in use: 8.",
                        Kind.QUOTA_EXCEEDED,
                        "quota, by Azure's words"),
                at(
                        409,
                        "OperationNotAllowed",
                        "Operation could not be completed as it results in exceeding approved Total Regional Cores quota.",
                        Kind.QUOTA_EXCEEDED,
                        "quota, by Azure's words"),
                at(409, "SkuNotAvailable", "", Kind.QUOTA_EXCEEDED, "capacity"),
                at(409, "OverConstrainedAllocationRequest", "", Kind.QUOTA_EXCEEDED, "capacity"),
                at(403, "Forbidden", "Access is Forbidden", Kind.DENIED, "right missing: status 403"),
                at(404, "ResourceNotFound", "", Kind.NOT_FOUND, "not there: status 404"),
                at(404, "NodeAgentSKUNotFound", "", Kind.NOT_FOUND, "not there: status 404"),
                at(409, "InternalOperationError", "", Kind.UNAVAILABLE, "trouble inside Azure, at any status"),
                at(409, "StorageAccountTooBusy", "", Kind.UNAVAILABLE, "trouble inside Azure, at any status"),
                at(412, "ConditionNotMet", "", Kind.CONFLICT, "changed meanwhile: status 412"),
                at(412, "PreconditionFailed", "", Kind.CONFLICT, "changed meanwhile: status 412"),
                at(409, "Conflict", "", Kind.CONFLICT, "another operation is under way, by code"),
                at(409, "PoolBeingResized", "", Kind.CONFLICT, "another operation is under way, by code"),
                at(409, "PoolExists", "", Kind.CONFLICT, "another operation is under way, by code"),
                at(
                        409,
                        "PendingCopyOperation",
                        "There is currently a pending copy operation.",
                        Kind.CONFLICT,
                        "another operation is under way, by code"),
                at(
                        409,
                        "ContainerBeingDeleted",
                        "The specified container is being deleted. Try operation later.",
                        Kind.CONFLICT,
                        "another operation is under way, by code"),
                at(
                        409,
                        "CannotDeleteResource",
                        "Cannot delete resource while nested resources exist.",
                        Kind.CONFLICT,
                        "another operation is under way, by code"),
                at(
                        409,
                        "OperationNotAllowed",
                        "Operation 'deallocate' is not allowed on VM 'x' since another operation is in progress.",
                        Kind.CONFLICT,
                        "another operation is under way, by Azure's words"),
                at(
                        409,
                        "OperationNotAllowed",
                        "An ongoing operation is changing power state of Virtual Machine x to Running.",
                        Kind.CONFLICT,
                        "another operation is under way, by Azure's words"),
                at(
                        409,
                        "OperationNotAllowed",
                        "Operation 'x' is not allowed on VM 'y' since the VM is marked for deletion.",
                        Kind.CONFLICT,
                        "another operation is under way, by Azure's words"),
                at(408, "Http408", "", Kind.UNAVAILABLE, "took too long: status 408"),
                at(
                        409,
                        "OperationNotAllowed",
                        "Operation 'generalize' is not allowed on VM 'x' since the VM is running. Please power off"
                                + " explicitly in case you shut down the VM from inside the guest operating system.",
                        Kind.INVALID,
                        "refused as it is: any other 4xx"),
                at(409, "PropertyChangeNotAllowed", "", Kind.INVALID, "refused as it is: any other 4xx"),
                at(409, "MissingSubscriptionRegistration", "", Kind.INVALID, "refused as it is: any other 4xx"),
                at(400, "InvalidPropertyValue", "", Kind.INVALID, "refused as it is: any other 4xx"),
                at(
                        400,
                        "Conflict",
                        "The disk access is in a failed state.",
                        Kind.INVALID,
                        "refused as it is: any other 4xx"),
                at(413, "RequestBodyTooLarge", "", Kind.INVALID, "refused as it is: any other 4xx"),
                at(500, "InternalError", "", Kind.UNAVAILABLE, "Azure is down: 5xx and whatever else it answers"),
                at(503, "ServerBusy", "", Kind.UNAVAILABLE, "Azure is down: 5xx and whatever else it answers"),
                at(504, "ResourceReadFailed", "", Kind.UNAVAILABLE, "Azure is down: 5xx and whatever else it answers"),
                at(302, "Http302", "", Kind.UNAVAILABLE, "Azure is down: 5xx and whatever else it answers"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachAnswerIsDecidedByItsRow(Example example) {
        AzureErrors.Row row = AzureErrors.row(example.error());

        assertThat(row.what()).isEqualTo(example.row());
        assertThat(row.kind()).isEqualTo(example.kind());
        assertThat(AzureErrors.trouble(example.error()).code()).isEqualTo(example.code());
    }

    @Test
    void noRowIsThereWithoutAnExampleThatNeedsIt() {
        Set<String> needed = examples().map(Example::row).collect(Collectors.toSet());

        assertThat(AzureErrors.table()).extracting(AzureErrors.Row::what).doesNotHaveDuplicates();
        assertThat(AzureErrors.table()).extracting(AzureErrors.Row::what).containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void armsErrorIsReadWithItsDetails() {
        AzureError error = AzureError.read(409, """
                {"error": {"code": "Failed", "message": "It failed.",
                  "details": [{"code": "Inner", "message": "Since so."}, {"code": "Bare", "message": "{json}"}]}}""", Optional.of(Duration.ofSeconds(3)));

        assertThat(error)
                .isEqualTo(new AzureError(
                        409,
                        "Failed",
                        "It failed. Since so.",
                        List.of("Inner", "Bare"),
                        Optional.of(Duration.ofSeconds(3))));
    }

    @Test
    void computesThrottleIsReadWithoutTheWrapper() {
        AzureError error = AzureError.read(429, """
                {"code": "OperationNotAllowed", "message": "Too many.", "details": [{"code": "TooManyRequests"}]}""", Optional.empty());

        assertThat(error.code()).isEqualTo("OperationNotAllowed");
        assertThat(error.details()).containsExactly("TooManyRequests");
    }

    @Test
    void batchsErrorIsReadWithItsValuesAndWithoutIdAndTime() {
        AzureError error = AzureError.read(400, """
                {"odata.metadata": "https://a/$metadata#x", "code": "InvalidPropertyValue", "message": {"lang": "en-US",
                  "value": "The value is invalid.\\nRequestId:11111111-2222-3333-4444-555555555555\\nTime:2024-04-18T19:13:24.5969268Z"},
                  "values": [{"key": "PropertyName", "value": "vmSize"}, {"key": "Reason", "value": "unknown"}]}""", Optional.empty());

        assertThat(error.message()).isEqualTo("The value is invalid. PropertyName: vmSize Reason: unknown");
    }

    @Test
    void aCodeIsFitToBeTheReasonOfACondition() {
        assertThat(AzureError.read(400, "{\"code\": \"Bad.Request: 3\"}", Optional.empty())
                        .code())
                .isEqualTo("BadRequest3");
        assertThat(AzureError.read(400, "{\"code\": \"400\"}", Optional.empty()).code())
                .isEqualTo("Http400");
    }

    @Test
    void wordsOfOneCallAloneAreLeftOut() {
        assertThat(
                        AzureError.words(
                                "AADSTS7000215: Invalid client secret. Trace ID: 11111111-2222-3333-4444-555555555555"
                                        + " Correlation ID: 11111111-2222-3333-4444-555555555555 Timestamp: 2026-11-02 08:00:00Z"))
                .isEqualTo("AADSTS7000215: Invalid client secret.");
        assertThat(AzureError.words("The request timed out. Diagnostic information: timestamp '20260101T000000Z',"
                        + " subscription id 'x', tracking id 'y'."))
                .isEqualTo("The request timed out.");
        assertThat(AzureError.words(
                        "https://md-1.blob.storage.azure.net/a/abcd?sv=2018-03-28&sig=se%2Fcret%3D&se=1 is gone"))
                .isEqualTo("https://md-1.blob.storage.azure.net/a/abcd?sv=2018-03-28&sig=…&se=1 is gone");
        assertThat(AzureError.words("x".repeat(5_000))).hasSize(800).endsWith("…");
    }

    @Test
    void whatIsNoJsonOrNoErrorIsToldByItsStatus() {
        for (String body : List.of("", "<html>", "[]", "\"text\"", "null", "{}", "{\"error\": 3}", "{\"code\":")) {
            AzureError error = AzureError.read(502, body, Optional.empty());
            assertThat(error.code()).as(body).isEqualTo("Http502");
            assertThat(error.message()).as(body).isEqualTo("Azure answered with status 502.");
        }
    }

    private static Example at(int status, String code, String message, Kind kind, String row) {
        return new Example(status, code, message, kind, row);
    }
}
