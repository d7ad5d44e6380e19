package io.azbatch.simulator.batch.application;

import io.azbatch.simulator.batch.account.AccountError;
import io.azbatch.simulator.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names of applications and versions: the patterns are specified, the words of the refusal are a guess. */
final class ApplicationNames {
    private static final Pattern APPLICATION = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern VERSION = Pattern.compile("[a-zA-Z0-9_-][a-zA-Z0-9_.-]{0,63}");
    private static final int LONGEST_PART = 15;

    private ApplicationNames() {}

    static String application(Request request, Instant now) {
        return checked(request, now, "application", APPLICATION);
    }

    static String version(Request request, Instant now) {
        return checked(request, now, "version", VERSION);
    }

    /** The container of an application's packages: its name as far as containers take it, and something that is its own. */
    static String container(Application application) {
        String part = application
                .name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9-]", "-")
                .replaceAll("-{2,}", "-");
        String hash = UUID.nameUUIDFromBytes(application.id().key().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        String fitting = part.length() > LONGEST_PART ? part.substring(0, LONGEST_PART) : part;
        return "app-" + fitting.replaceAll("^-|-$", "") + "-" + hash;
    }

    private static String checked(Request request, Instant now, String what, Pattern pattern) {
        String name = request.param(what);
        if (!pattern.matcher(name).matches()) {
            throw AccountError.because(
                    request,
                    now,
                    400,
                    "InvalidPropertyValue",
                    "The value provided for one of the properties in the request body is invalid.",
                    "The " + what + " name '" + name + "' does not match " + pattern.pattern());
        }
        return name;
    }
}
