package io.azbatch.operator.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.identity.CredentialUnavailableException;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.azbatch.operator.cloud.Trouble;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What became of asking Entra ID for a token. Its SDKs wrap one exception in the other; what counts is the answer of the
 * service, else that none came, else that the credential could not even be asked for.
 */
final class EntraErrors {

    private static final Pattern CODE = Pattern.compile("AADSTS\\d+");
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    /** What the SDKs throw for a credential that they cannot work with. */
    private static final List<Class<? extends Exception>> UNUSABLE =
            List.of(MsalClientException.class, GeneralSecurityException.class, IllegalArgumentException.class);

    private EntraErrors() {}

    /** Empty for what is a bug. */
    static Optional<Trouble> trouble(Throwable failure, Clock clock) {
        return find(failure, MsalServiceException.class)
                .map(answer -> answered(answer, clock))
                .or(() -> find(failure, FileSystemException.class)
                        .map(file -> new Trouble.Unauthenticated(
                                "CredentialUnusable", "The file " + file.getMessage() + " can not be read.")))
                .or(() -> find(failure, IOException.class).map(AzureErrors::unreachable))
                .or(() -> find(failure, HttpResponseException.class).flatMap(answer -> identityEndpoint(answer, clock)))
                .or(() -> find(failure, CredentialUnavailableException.class)
                        .map(none -> refused("CredentialUnavailable", none)))
                .or(() -> UNUSABLE.stream()
                        .flatMap(type -> find(failure, type).stream())
                        .findFirst()
                        .map(wrong -> refused("CredentialUnusable", wrong)));
    }

    private static Trouble answered(MsalServiceException answer, Clock clock) {
        int status = answer.statusCode() == null ? CLIENT_ERROR : answer.statusCode();
        String message = String.valueOf(answer.getMessage());
        Matcher code = CODE.matcher(message);
        String named = code.find() ? code.group() : "EntraRefused";
        AzureError error = new AzureError(
                status, named, AzureError.words(message), List.of(), retryAfter(answer.headers(), clock));
        boolean overloaded = status == 429 || status >= SERVER_ERROR;
        return overloaded
                ? AzureErrors.trouble(
                        new AzureError(status, "EntraHttp" + status, error.message(), List.of(), error.retryAfter()))
                : new Trouble.Unauthenticated(error.code(), error.message());
    }

    /** A managed identity's endpoint answered, but not with a token. */
    private static Optional<Trouble> identityEndpoint(HttpResponseException failure, Clock clock) {
        return Optional.ofNullable(failure.getResponse())
                .filter(answer -> answer.getStatusCode() == 429 || answer.getStatusCode() >= SERVER_ERROR)
                .map(answer -> new Trouble.Unavailable(
                        "EntraHttp" + answer.getStatusCode(),
                        AzureError.words(String.valueOf(failure.getMessage())),
                        RetryAfter.read(answer.getHeaderValue(HttpHeaderName.RETRY_AFTER), clock)));
    }

    private static Optional<Duration> retryAfter(@Nullable Map<String, List<String>> headers, Clock clock) {
        return headers == null
                ? Optional.empty()
                : headers.entrySet().stream()
                        .filter(header -> "Retry-After".equalsIgnoreCase(header.getKey()))
                        .flatMap(header -> header.getValue().stream())
                        .findFirst()
                        .flatMap(value -> RetryAfter.read(value, clock));
    }

    private static Trouble refused(String code, Throwable failure) {
        return new Trouble.Unauthenticated(code, AzureError.words(String.valueOf(failure.getMessage())));
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
