package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.List;

/** What an owner may set on an account, and what the service adds to it. */
final class AccountSettings {
    private static final List<String> SETTABLE = List.of("tags", "identity", "properties");

    private AccountSettings() {}

    /** Settings as a PUT gives them: whatever stood there before is forgotten. */
    static ObjectNode of(ObjectNode body, Instant now) {
        return completed(synced(settable(body), now));
    }

    /** Settings as a PATCH changes them: properties are merged, tags and identity are replaced. */
    static ObjectNode patched(ObjectNode before, ObjectNode changes, Instant now) {
        ObjectNode merged = Json.merge(before, settable(changes));
        for (String whole : List.of("tags", "identity")) {
            if (changes.path(whole).isObject()) {
                merged.set(whole, changes.get(whole).deepCopy());
            }
        }
        boolean linksStorage = Json.at(changes, "properties", "autoStorage").isObject();
        return completed(linksStorage ? synced(merged, now) : merged);
    }

    /** The keys of the linked storage account, if there is one, were read now. */
    static ObjectNode synced(ObjectNode settings, Instant now) {
        ObjectNode copy = settings.deepCopy();
        if (Json.at(copy, "properties", "autoStorage") instanceof ObjectNode storage) {
            storage.put("lastKeySync", BatchTime.iso(now));
            if (!storage.has("authenticationMode")) {
                storage.put("authenticationMode", "StorageKeys");
            }
        }
        return copy;
    }

    private static ObjectNode completed(ObjectNode settings) {
        Identities.complete(settings);
        return settings;
    }

    private static ObjectNode settable(ObjectNode body) {
        ObjectNode kept = Json.object();
        for (String field : SETTABLE) {
            if (body.path(field).isObject()) {
                kept.set(field, body.get(field).deepCopy());
            }
        }
        return kept;
    }
}
