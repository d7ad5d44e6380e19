package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.account.StorageAccount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service answers out of itself. */
final class ServiceAnswers {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final Storage storage;
    private final String tenant;

    ServiceAnswers(Storage storage, String tenant) {
        this.storage = storage;
        this.tenant = tenant;
    }

    /** A key to sign shared accesses with, for callers known to Entra only. */
    Response delegationKey(Admitted admitted) {
        if (!(admitted.caller() instanceof Caller.Known known)) {
            throw AccessError.failed("Only authentication scheme Bearer is supported");
        }
        Principal principal = known.principal();
        String body = new String(admitted.call().request().body(), StandardCharsets.UTF_8);
        String start = element(body, "Start", SECONDS.format(Instant.now()));
        String expiry = element(body, "Expiry", "");
        if (expiry.isEmpty()) {
            throw BlobError.of(400, "InvalidXmlDocument", "XML specified is not syntactically valid.");
        }
        String version = admitted.call().header("x-ms-version");
        String value = storage.delegationKeys().value(principal.objectId(), tenant, start, expiry, version);
        return Response.text(
                200,
                "application/xml",
                "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><UserDelegationKey><SignedOid>" + principal.objectId()
                        + "</SignedOid><SignedTid>" + tenant + "</SignedTid><SignedStart>" + start
                        + "</SignedStart><SignedExpiry>" + expiry + "</SignedExpiry><SignedService>b</SignedService>"
                        + "<SignedVersion>" + version + "</SignedVersion><Value>" + value
                        + "</Value></UserDelegationKey>");
    }

    /** What an account is like, in headers. */
    Response accountInformation(Admitted admitted) {
        StorageAccount account = admitted.account().orElseThrow(BlobError::resourceNotFound);
        return Response.empty(200)
                .with("x-ms-sku-name", account.sku())
                .with("x-ms-account-kind", account.kind())
                .with("x-ms-is-hns-enabled", Boolean.toString(account.isHierarchical()));
    }

    private static String element(String xml, String name, String otherwise) {
        Matcher found = Pattern.compile("<" + name + ">(.*?)</" + name + ">").matcher(xml);
        return found.find() ? found.group(1) : otherwise;
    }
}
