package io.azbatch.simulator.recorded;

import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.WireAzure;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** What befell the recorded subscription from outside: operations that failed for reasons of their own, scripts, used-up quotas. */
final class Fate {
    private static final Pattern QUOTA = Pattern.compile("exceeding quota limits of Core. Maximum allowed: (\\d+)");
    private static final String RUN_COMMAND_TIMEOUT = "VMExtensionProvisioningTimeout";

    private final WireAzure azure;
    private final Recording recording;

    Fate(WireAzure azure, Recording recording) {
        this.azure = azure;
        this.recording = recording;
    }

    /** Lets the next request meet what the recorded one met. */
    void prepare(Exchange exchange, String url) {
        var quota = QUOTA.matcher(Json.text(exchange.body(), "error", "message"));
        if (quota.find()) {
            azure.settings("{\"coreQuota\":0}");
        }
        failure(exchange).ifPresent(end -> {
            if (Json.text(end.body(), "error", "code").equals(RUN_COMMAND_TIMEOUT)) {
                azure.admin("POST", "/scripts", "{\"seconds\":5400,\"times\":1}");
            } else {
                azure.admin("POST", "/faults", fault(exchange, URI.create(url).getRawPath(), end));
            }
        });
    }

    /** What was only for one request is over. */
    void release() {
        azure.admin("DELETE", "/faults", "");
        azure.settings("{\"coreQuota\":10000}");
    }

    /** The poll that tells the failure of the operation which an exchange began. */
    private Optional<Exchange> failure(Exchange exchange) {
        if (exchange.method().equals("GET") || exchange.refused()) {
            return Optional.empty();
        }
        return exchange.header("Azure-AsyncOperation")
                .map(url -> Address.of("GET", url).pollKey())
                .flatMap(key -> recording.exchanges().stream()
                        .filter(poll -> poll.number() > exchange.number())
                        .filter(poll -> poll.address().pollKey().equals(key))
                        .filter(poll -> Json.text(poll.body(), "status").equals("Failed"))
                        .findFirst());
    }

    private static String fault(Exchange exchange, String path, Exchange end) {
        var json = Json.object();
        json.putObject("match").put("method", exchange.method()).put("path", Pattern.quote(path));
        json.putObject("action")
                .put("type", "failOperation")
                .put("code", Json.text(end.body(), "error", "code"))
                .put("message", Json.text(end.body(), "error", "message"));
        return json.toString();
    }
}
