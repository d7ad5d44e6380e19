package io.azbatch.simulator.arm;

import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.entra.TokenCheck;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Who calls, and what ARM says to those it does not know. */
final class ArmAuthentication {
    private static final Set<String> AUDIENCES = Set.of(
            "https://management.core.windows.net/",
            "https://management.core.windows.net",
            "https://management.azure.com/",
            "https://management.azure.com");
    private static final DateTimeFormatter US_TIME =
            DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    private final Directory directory;
    private final String authority;

    ArmAuthentication(Directory directory, String authority) {
        this.directory = directory;
        this.authority = authority;
    }

    /** The caller; refused with 401 and a challenge if the token is not good. */
    Principal authenticate(Request request) {
        return switch (directory.check(request.header("authorization"), audiences(request))) {
            case TokenCheck.Good good -> good.principal();
            case TokenCheck.Missing missing ->
                throw challenge(
                        "AuthenticationFailed",
                        "Authentication failed. The 'Authorization' header is missing.",
                        "The authorization header is missing access token.");
            case TokenCheck.Invalid invalid ->
                throw challenge("InvalidAuthenticationToken", invalid.reason(), invalid.reason());
            case TokenCheck.Expired expired -> throw expired(expired.at());
            case TokenCheck.WrongAudience wrong -> throw wrongAudience(wrong.audience());
        };
    }

    /** ARM is its own resource too, by the address under which it was reached. */
    private static Set<String> audiences(Request request) {
        Set<String> all = new HashSet<>(AUDIENCES);
        all.add(request.endpoint());
        all.add(request.endpoint() + "/");
        return all;
    }

    /** 403: the caller has no right to this. */
    Refused forbidden(Principal caller, String permission, String scope) {
        return ArmError.gateway(
                403,
                "AuthorizationFailed",
                "The client '" + caller.clientId() + "' with object id '" + caller.objectId()
                        + "' does not have authorization to perform action '" + permission + "' over scope '" + scope
                        + "' or the scope is invalid. If access was recently granted, please refresh your"
                        + " credentials.");
    }

    private Refused expired(Instant at) {
        String text = "The access token expiry UTC time '" + US_TIME.format(at) + "' is earlier than current UTC time '"
                + US_TIME.format(Instant.now()) + "'.";
        return challenge("ExpiredAuthenticationToken", text, "The access token has expired.");
    }

    private Refused wrongAudience(String audience) {
        String text = "The access token has been obtained for wrong audience or resource '" + audience
                + "'. It should exactly match with one of the allowed audiences"
                + " 'https://management.core.windows.net/','https://management.core.windows.net',"
                + "'https://management.azure.com/','https://management.azure.com'.";
        return challenge("InvalidAuthenticationTokenAudience", text, "The access token is from the wrong audience.");
    }

    private Refused challenge(String code, String message, String description) {
        Response response = ArmError.gatewayResponse(401, code, message)
                .with(
                        "WWW-Authenticate",
                        "Bearer authorization_uri=\"" + authority + "/" + directory.tenant()
                                + "\", error=\"invalid_token\", error_description=\"" + description + "\"");
        return new Refused(response);
    }
}
