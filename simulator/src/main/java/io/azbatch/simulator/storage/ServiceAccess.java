package io.azbatch.simulator.storage;

import io.azbatch.simulator.http.Query;
import io.azbatch.simulator.storage.access.Hmac;
import io.azbatch.simulator.storage.access.Sas;
import io.azbatch.simulator.storage.access.SasTerms;
import io.azbatch.simulator.storage.account.StorageAccount;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Accesses that a service of Azure signs with a key of the user's storage account, to hand them to the user. */
final class ServiceAccess {
    /** Recorded with Batch from 2020 to 2024. */
    private static final String VERSION = "2018-03-28";

    private ServiceAccess() {}

    /** The query that opens a blob. */
    static String query(
            StorageAccount account, String container, String blob, String permissions, Instant from, Instant until) {
        String start = encoded(from.truncatedTo(ChronoUnit.SECONDS).toString());
        String end = encoded(until.truncatedTo(ChronoUnit.SECONDS).toString());
        String terms = "sv=" + VERSION + "&sr=b&sig=%s&st=" + start + "&se=" + end + "&sp=" + permissions;
        Sas unsigned = new Sas(Query.parse(terms.replace("%s", "")));
        String text = new SasTerms(unsigned).text(account.id().name(), container, blob);
        String signature = Hmac.sign(account.keys().getFirst().value(), text);
        return terms.replace("%s", encoded(signature));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
