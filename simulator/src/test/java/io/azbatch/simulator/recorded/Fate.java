package io.azbatch.simulator.recorded;

import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.WireAzure;
import java.net.URI;
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
        recording.failure(exchange).ifPresent(end -> {
            String code = end.errorCode();
            if (code.equals(RUN_COMMAND_TIMEOUT)) {
                azure.admin("POST", "/scripts", "{\"seconds\":5400,\"times\":1}");
            } else if (!code.equals(Recording.NO_BLOB)) {
                String path = URI.create(url).getRawPath();
                String message = Json.text(end.body(), "error", "message");
                azure.admin("POST", "/faults", fault(exchange.method(), path, code, message));
            }
        });
    }

    /** What was only for one request is over. */
    void release() {
        azure.admin("DELETE", "/faults", "");
        azure.settings("{\"coreQuota\":10000}");
    }

    /** Makes the next such request begin an operation that fails. */
    static String fault(String method, String path, String code, String message) {
        var json = Json.object();
        json.putObject("match").put("method", method).put("path", Pattern.quote(path));
        json.putObject("action").put("type", "failOperation").put("code", code).put("message", message);
        return json.toString();
    }
}
