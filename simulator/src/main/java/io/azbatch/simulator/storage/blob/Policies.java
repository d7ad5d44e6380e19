package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.storage.access.Sas;
import io.azbatch.simulator.storage.account.Container.Policy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the stored access policies of a container from the XML in which they are set, which the store has found good. */
final class Policies {
    private static final Pattern ONE = Pattern.compile("<SignedIdentifier>(.*?)</SignedIdentifier>", Pattern.DOTALL);

    private Policies() {}

    static Map<String, Policy> read(byte[] body) {
        Map<String, Policy> policies = new HashMap<>();
        Matcher each = ONE.matcher(new String(body, StandardCharsets.UTF_8));
        while (each.find()) {
            String one = each.group(1);
            element(one, "Id")
                    .ifPresent(id -> policies.put(
                            id,
                            new Policy(
                                    element(one, "Start").map(Sas::instant),
                                    element(one, "Expiry").map(Sas::instant),
                                    element(one, "Permission"))));
        }
        return policies;
    }

    private static Optional<String> element(String xml, String name) {
        Matcher found = Pattern.compile("<" + name + ">(.*?)</" + name + ">", Pattern.DOTALL)
                .matcher(xml);
        return found.find()
                ? Optional.of(found.group(1).strip().replace("&amp;", "&")).filter(text -> !text.isEmpty())
                : Optional.empty();
    }
}
