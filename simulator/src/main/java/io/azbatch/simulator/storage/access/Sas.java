package io.azbatch.simulator.storage.access;

import io.azbatch.simulator.http.Query;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A shared access as a query carries it. Two kinds: of an account ({@code ss}, {@code srt}) and of a container or blob ({@code sr}),
 * the latter signed by an account key or by a key that Entra's caller was given ({@code skoid}).
 */
public record Sas(Query query) {
    /** What belongs to the access and not to the request. */
    public static final Set<String> PARAMETERS = Set.of(
            "sv", "ss", "srt", "sp", "se", "st", "spr", "sig", "si", "sr", "sip", "skoid", "sktid", "skt", "ske", "sks",
            "skv", "sdd", "saoid", "suoid", "scid", "ses", "skdutid", "sduoid");

    private static final String WITH_RESOURCE = "2018-11-09";
    private static final String WITH_SCOPE = "2020-12-06";
    private static final String WITH_DELEGATED_USER = "2025-07-05";
    /** Headers and query that the access is bound to; nobody binds any, but their place is signed. */
    private static final String WITH_BOUND_REQUEST = "2026-04-06";

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmX");

    /** The access of a query, if it carries one. */
    public static Optional<Sas> of(Query query) {
        return query.get("sig").isPresent() ? Optional.of(new Sas(query)) : Optional.empty();
    }

    String text(String name) {
        return query.get(name).orElse("");
    }

    boolean isOfAccount() {
        return query.get("ss").isPresent();
    }

    /** Whether it is signed by a key given to somebody known to Entra. */
    boolean isDelegated() {
        return query.get("skoid").isPresent();
    }

    String version() {
        return text("sv");
    }

    String signature() {
        return text("sig");
    }

    /** The id of a stored policy, if it leans on one. */
    Optional<String> policy() {
        return query.get("si").filter(id -> !id.isEmpty());
    }

    Optional<String> permissions() {
        return query.get("sp").filter(letters -> !letters.isEmpty());
    }

    /** Start, absent for none; nothing can be read as an instant is as good as long ago over. */
    Optional<Instant> start() {
        return query.get("st").filter(text -> !text.isEmpty()).map(Sas::instant);
    }

    Optional<Instant> expiry() {
        return query.get("se").filter(text -> !text.isEmpty()).map(Sas::instant);
    }

    /** What the signature of an account's access is over. */
    String accountText(String account) {
        Stream<String> fields = Stream.of(
                account,
                text("sp"),
                text("ss"),
                text("srt"),
                text("st"),
                text("se"),
                text("sip"),
                text("spr"),
                version());
        Stream<String> scope = version().compareTo(WITH_SCOPE) >= 0 ? Stream.of(text("ses")) : Stream.of();
        return Stream.concat(fields, scope).map(field -> field + "\n").collect(Collectors.joining());
    }

    /**
     * What the signature of an access to a container or blob is over.
     *
     * @param resource {@code /blob/account/container} or with the blob
     */
    String resourceText(String resource) {
        Stream<String> who = isDelegated() ? delegate() : Stream.of(text("si"));
        Stream<String> what = version().compareTo(WITH_RESOURCE) >= 0
                ? Stream.of(text("sr"), query.get("snapshot").orElse(""))
                : Stream.of();
        Stream<String> scope = version().compareTo(WITH_SCOPE) >= 0 ? Stream.of(text("ses")) : Stream.of();
        Stream<String> bound =
                isDelegated() && version().compareTo(WITH_BOUND_REQUEST) >= 0 ? Stream.of("", "") : Stream.of();
        return Stream.of(
                        Stream.of(text("sp"), text("st"), text("se"), resource),
                        who,
                        Stream.of(text("sip"), text("spr"), version()),
                        what,
                        scope,
                        bound,
                        Stream.of(text("rscc"), text("rscd"), text("rsce"), text("rscl"), text("rsct")))
                .flatMap(fields -> fields)
                .collect(Collectors.joining("\n"));
    }

    private Stream<String> delegate() {
        List<String> key = List.of("skoid", "sktid", "skt", "ske", "sks", "skv");
        List<String> acting = version().compareTo("2020-02-10") >= 0 ? List.of("saoid", "suoid", "scid") : List.of();
        List<String> user = version().compareTo(WITH_DELEGATED_USER) >= 0 ? List.of("skdutid", "sduoid") : List.of();
        return Stream.of(key, acting, user).flatMap(List::stream).map(this::text);
    }

    /** All forms of ISO 8601 that the service takes. */
    public static Instant instant(String text) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.length() == 17 ? OffsetDateTime.parse(text, MINUTES).toInstant() : whole(text);
        } catch (DateTimeParseException noInstant) {
            return Instant.MIN;
        }
    }

    private static Instant whole(String text) {
        return text.endsWith("Z") || text.contains("+")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
