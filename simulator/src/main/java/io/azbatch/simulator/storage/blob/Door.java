package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.entra.TokenCheck;
import io.azbatch.simulator.storage.Place;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.access.Hmac;
import io.azbatch.simulator.storage.access.Sas;
import io.azbatch.simulator.storage.access.SharedKey;
import io.azbatch.simulator.storage.account.Accounts;
import io.azbatch.simulator.storage.account.Container;
import io.azbatch.simulator.storage.account.StorageAccount;
import io.azbatch.simulator.storage.disk.Export;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** Lets requests in or not. Used inside a look at the world. */
final class Door {
    /** How far the date of a signed request may be from ours. */
    private static final Duration DATE_OFF = Duration.ofMinutes(15);
    /** From here on whoever comes with nothing is asked to sign in. */
    private static final String CHALLENGED_SINCE = "2019-12-12";
    /** From here on tokens are taken. */
    private static final String TOKENS_SINCE = "2017-11-09";

    private static final String VERSION = "20[0-9]{2}-[0-9]{2}-[0-9]{2}";

    private final Azure azure;
    private final Storage storage;
    private final Directory directory;
    private final AccessError errors;
    private final SharedAccess shared;

    Door(Azure azure, Storage storage, Directory directory, String authority) {
        this.azure = azure;
        this.storage = storage;
        this.directory = directory;
        this.errors = new AccessError(authority, directory.tenant());
        this.shared = new SharedAccess(azure, storage);
    }

    /** The request with all that is known of where it goes; refused as the service refuses. */
    Admitted admit(BlobCall call) {
        Optional<Export> export = storage.exports().find(call.account());
        if (export.isPresent()) {
            return exported(call, export.get());
        }
        StorageAccount account = storage.accounts()
                .find(call.account())
                .filter(found -> found.provisioning().equals("Succeeded"))
                .orElseThrow(BlobError::resourceNotFound);
        checkVersion(call);
        Caller caller = caller(call, account);
        if (call.operation() == BlobOperation.UNKNOWN) {
            throw BlobError.of(
                    400,
                    "InvalidQueryParameterValue",
                    "Value for one of the query parameters specified in the request URI is invalid.");
        }
        Place place = new Place(account.slot(), call.container(), call.blob());
        return new Admitted(call, Optional.of(account), account.slot(), call.below(), place, caller);
    }

    private Admitted exported(BlobCall call, Export export) {
        Sas sas = Sas.of(call.request().query()).orElseThrow(errors::nobody);
        shared.check(call, export, sas);
        Place place = export.place();
        return new Admitted(call, Optional.empty(), place.slot(), place.below(), place, new Caller.Bearer());
    }

    private static void checkVersion(BlobCall call) {
        String version = call.header("x-ms-version");
        if (!version.isEmpty() && !version.matches(VERSION)) {
            throw BlobError.invalidHeader("x-ms-version", version);
        }
    }

    private Caller caller(BlobCall call, StorageAccount account) {
        String authorization = call.header("authorization");
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return token(call, account);
        }
        if (authorization.startsWith("SharedKey ")) {
            return key(call, account, authorization.substring("SharedKey ".length()));
        }
        if (!authorization.isEmpty()) {
            throw BlobError.of(
                    400,
                    "InvalidAuthenticationInfo",
                    "Authentication information is not given in the correct format. Check the value of Authorization"
                            + " header.");
        }
        Optional<Sas> sas = Sas.of(call.request().query());
        if (sas.isPresent()) {
            shared.check(call, account, sas.get());
            return new Caller.Bearer();
        }
        return anyone(call, account);
    }

    private Caller token(BlobCall call, StorageAccount account) {
        if (call.header("x-ms-version").compareTo(TOKENS_SINCE) < 0) {
            throw errors.badToken("Authentication scheme Bearer is not supported in this version.");
        }
        String own = "https://" + account.id().name() + ".blob.core.windows.net";
        Set<String> audiences = Set.of("https://storage.azure.com", "https://storage.azure.com/", own, own + "/");
        Principal principal = known(directory.check(call.request().header("authorization"), audiences));
        if (!principal.may(call.operation().deed(), scope(call, account))) {
            throw AccessError.permission();
        }
        return new Caller.Known(principal);
    }

    private Principal known(TokenCheck check) {
        return switch (check) {
            case TokenCheck.Good good -> good.principal();
            case TokenCheck.Missing missing -> throw errors.nobody();
            case TokenCheck.Invalid invalid -> throw errors.badToken("Signature validation failed.");
            case TokenCheck.Expired expired ->
                throw errors.badToken("Lifetime validation failed. The token is expired.");
            case TokenCheck.WrongAudience wrong ->
                throw errors.badToken("Audience validation failed. Audience did not match.");
        };
    }

    /** Rights on blobs are rights on the container, or on the account where the request is about no container. */
    private static String scope(BlobCall call, StorageAccount account) {
        ResourceId id = call.container().isEmpty() ? account.id() : Accounts.containerId(account, call.container());
        return id.toString();
    }

    private static Caller key(BlobCall call, StorageAccount account, String proof) {
        if (!account.allowsKeys()) {
            throw AccessError.keysNotPermitted();
        }
        int colon = proof.indexOf(':');
        String name = colon < 0 ? "" : proof.substring(0, colon);
        String signature = colon < 0 ? "" : proof.substring(colon + 1);
        checkDate(call);
        String text = SharedKey.text(call.request(), account.id().name());
        boolean signed = name.equals(account.id().name())
                && account.keys().stream().anyMatch(key -> Hmac.verifies(key.value(), text, signature));
        if (!signed) {
            throw AccessError.failed("The MAC signature found in the HTTP request '" + signature
                    + "' is not the same as any computed signature. Server used following string to sign: '" + text
                    + "'.");
        }
        return new Caller.KeyHolder();
    }

    private static void checkDate(BlobCall call) {
        String date = call.header("x-ms-date").isEmpty() ? call.header("date") : call.header("x-ms-date");
        Instant now = Instant.now();
        try {
            Instant signed = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            if (Duration.between(signed, now).abs().compareTo(DATE_OFF) > 0) {
                throw AccessError.failed("Request date header too old: '" + date + "'");
            }
        } catch (DateTimeException noDate) {
            throw BlobError.invalidHeader("x-ms-date", date);
        }
    }

    /** A public container shows its blobs, or its list as well; of others nobody learns anything. */
    private Caller anyone(BlobCall call, StorageAccount account) {
        String access = storage.accounts()
                .container(account, call.container())
                .map(Container::publicAccess)
                .filter(found -> account.allowsPublicAccess())
                .orElse("None");
        boolean reads = !call.operation().isWrite()
                && switch (call.operation().level()) {
                    case SERVICE -> false;
                    case CONTAINER -> access.equals("Container");
                    case BLOB -> !access.equals("None");
                };
        if (reads) {
            return new Caller.Anyone();
        }
        if (call.header("x-ms-version").compareTo(CHALLENGED_SINCE) >= 0) {
            throw errors.nobody();
        }
        throw account.allowsPublicAccess() ? BlobError.resourceNotFound() : AccessError.publicNotPermitted();
    }
}
