package io.azbatch.simulator.batch.service;

import io.azbatch.simulator.batch.account.BatchAccount;
import io.azbatch.simulator.batch.answer.BatchRefusal;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.entra.Deed;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.entra.TokenCheck;
import io.azbatch.simulator.http.Request;
import java.util.Optional;
import java.util.Set;

/** Who calls: an Entra principal with a right on the account, or whoever has one of its keys. */
public final class Authentication {
    /** Clients ask for both, depending on how many slashes they put before {@code .default}. */
    private static final Set<String> AUDIENCES =
            Set.of("https://batch.core.windows.net/", "https://batch.core.windows.net");

    private final Directory directory;

    public Authentication(Directory directory) {
        this.directory = directory;
    }

    /** The principal that calls; nothing if the request was signed with a key. */
    Optional<Principal> authenticate(Request request, BatchAccount account) {
        Optional<String> header = request.header("authorization");
        if (header.isPresent() && header.get().regionMatches(true, 0, "SharedKey ", 0, 10)) {
            checkKey(request, account, header.get().substring(10).strip());
            return Optional.empty();
        }
        Principal caller = byToken(header);
        requireMode(account, BatchAccount.ENTRA);
        return Optional.of(permitted(request, account, caller));
    }

    private Principal byToken(Optional<String> header) {
        return switch (directory.check(header, AUDIENCES)) {
            case TokenCheck.Good good -> good.principal();
            case TokenCheck.Missing missing -> throw failed(401, "The Authorization header is missing.");
            case TokenCheck.Invalid invalid -> throw failed(401, invalid.reason());
            case TokenCheck.Expired expired -> throw failed(401, "The specified access token has expired.");
            case TokenCheck.WrongAudience wrong ->
                throw failed(
                        401,
                        "The access token has been obtained from wrong audience or resource '" + wrong.audience()
                                + "'. It should exactly match (including forward slash) with one of the allowed audiences"
                                + " 'https://batch.core.windows.net/'");
        };
    }

    private static Principal permitted(Request request, BatchAccount account, Principal principal) {
        if (!principal.may(deed(request), account.id().toString())) {
            throw Errors.insufficientAccountPermissions().refusal();
        }
        return principal;
    }

    /** Pools are managed by rights on the account's resource, jobs by rights on what it holds: either lets a request through. */
    private static Deed deed(Request request) {
        String[] path = request.path().split("/", 3);
        String kind = path.length > 1 ? path[1] : "";
        String verb =
                switch (request.method()) {
                    case "GET", "HEAD" -> "read";
                    case "DELETE" -> "delete";
                    default -> "write";
                };
        return new Deed(
                "Microsoft.Batch/batchAccounts/" + part(kind) + verb, request.changesSomething(), Deed.Plane.EITHER);
    }

    /** What roles know a kind as: counts and sums are of pools or jobs, and which images there are is told with the account. */
    private static String part(String kind) {
        return switch (kind) {
            case "nodecounts", "poolusagemetrics", "lifetimepoolstats" -> "pools/";
            case "lifetimejobstats" -> "jobs/";
            case "supportedimages" -> "";
            default -> kind + "/";
        };
    }

    private static void checkKey(Request request, BatchAccount account, String credential) {
        requireMode(account, BatchAccount.SHARED_KEY);
        int colon = credential.indexOf(':');
        boolean named = colon > 0 && credential.substring(0, colon).equalsIgnoreCase(account.name());
        boolean signed = named
                && account.keys().all().stream().anyMatch(key -> SharedKey.sign(request, account.name(), key)
                        .equals(credential.substring(colon + 1)));
        if (!signed) {
            throw failed(403, "The MAC signature found in the HTTP request is not the same as any computed signature.");
        }
    }

    /** The words for SharedKey are reported; those for AAD follow them. */
    private static void requireMode(BatchAccount account, String mode) {
        if (!account.allows(mode)) {
            throw failed(403, "The specified type of authentication " + mode + " is not allowed for this account");
        }
    }

    private static BatchRefusal failed(int status, String detail) {
        return Errors.authenticationFailed(status, detail).refusal();
    }
}
