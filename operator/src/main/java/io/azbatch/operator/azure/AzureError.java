package io.azbatch.operator.azure;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error as Azure answered it, whichever plane it came from.
 *
 * @param status of HTTP
 * @param code Azure's own, or {@code Http<status>} where the body has none; fit to be the reason of a condition
 * @param message Azure's words with the details it gave, without what differs from call to call
 * @param details codes of the details
 * @param retryAfter what the answer asked for
 */
record AzureError(int status, String code, String message, List<String> details, Optional<Duration> retryAfter) {

    private static final int LONGEST_MESSAGE = 800;

    /** Ids and times of one call: they help nobody twice, and would make every message a new one. */
    private static final Pattern OF_ONE_CALL = Pattern.compile(
            "(?is)(\\s*\\b(RequestId|Trace ID|Correlation ID|Tracking ID|ActivityId):\\s*[0-9a-f-]{32,36}\\.?"
                    + "|\\s*\\b(Time|Timestamp):\\s*\\d{4}-\\d\\d-\\d\\d[T ][0-9:.]+Z?"
                    + "|\\s*Diagnostic information: timestamp.*)");

    /** What makes a URL a right of its own; should Azure ever quote one, it does not get into logs and statuses. */
    private static final Pattern SIGNATURE = Pattern.compile("(?i)\\b(sig=)[^&\\s\"'<>]+");

    private static final Pattern XML_MESSAGE = Pattern.compile("<Error>.*<Message>([^<]+)</Message>", Pattern.DOTALL);

    /** Reads the error forms of ARM (with and without {@code error} around it) and of Batch. */
    static AzureError read(int status, String body, Optional<Duration> retryAfter) {
        return read(status, body, Optional.empty(), retryAfter);
    }

    /**
     * Reads also the form of the storage services: XML, and to HEAD no body at all.
     *
     * @param headerCode what header {@code x-ms-error-code} says
     */
    static AzureError read(int status, String body, Optional<String> headerCode, Optional<Duration> retryAfter) {
        Map<String, Object> document = document(body);
        Map<String, Object> error = object(document.get("error")).orElse(document);
        String code = text(error.get("code"))
                .or(() -> headerCode)
                .flatMap(AzureError::reason)
                .orElse("Http" + status);
        List<String> words = new ArrayList<>();
        words.add(object(error.get("message"))
                .flatMap(localized -> text(localized.get("value")))
                .or(() -> text(error.get("message")))
                .or(() -> xmlMessage(body))
                .orElse("Azure answered with status " + status + "."));
        List<String> details = new ArrayList<>();
        for (Map<String, Object> detail : objects(error.get("details"))) {
            text(detail.get("code")).ifPresent(details::add);
            text(detail.get("message")).filter(more -> !more.startsWith("{")).ifPresent(words::add);
        }
        for (Map<String, Object> value : objects(error.get("values"))) {
            words.add(text(value.get("key")).orElse("") + ": "
                    + text(value.get("value")).orElse(""));
        }
        return new AzureError(status, code, sentence(words), details, retryAfter);
    }

    /** The error inside a long operation's document; empty when it holds none. */
    static Optional<AzureError> ofOperation(String body) {
        return document(body).get("error") == null ? Optional.empty() : Optional.of(read(200, body, Optional.empty()));
    }

    /** Azure's words, without what differs from call to call and not longer than a condition can take. */
    static String words(String message) {
        String plain = SIGNATURE
                .matcher(OF_ONE_CALL.matcher(message).replaceAll(""))
                .replaceAll("$1…")
                .strip();
        return plain.length() <= LONGEST_MESSAGE ? plain : plain.substring(0, LONGEST_MESSAGE - 1) + "…";
    }

    /** Codes become reasons of conditions, which Kubernetes takes in this form only; Azure's nearly always have it. */
    private static Optional<String> reason(String code) {
        return Optional.of(code.replaceAll("[^A-Za-z0-9_]", ""))
                .filter(plain -> plain.matches("[A-Za-z].*[A-Za-z0-9]"));
    }

    private static String sentence(List<String> parts) {
        return words(String.join(
                " ",
                parts.stream()
                        .map(AzureError::words)
                        .filter(part -> !part.isEmpty())
                        .distinct()
                        .toList()));
    }

    private static Optional<String> xmlMessage(String body) {
        return XML_MESSAGE.matcher(body).results().findFirst().map(found -> found.group(1));
    }

    /** An error page of a proxy or gateway is no JSON: then only the status tells. */
    private static Map<String, Object> document(String body) {
        try (JsonReader reader = JsonProviders.createReader(body)) {
            return object(reader.readUntyped()).orElse(Map.of());
        } catch (IOException | IllegalStateException noJson) {
            return Map.of();
        }
    }

    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Optional.of((Map<String, Object>) map) : Optional.empty();
    }

    private static List<Map<String, Object>> objects(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .map(AzureError::object)
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }
}
