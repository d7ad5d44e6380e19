package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Makes applications and their packages that a recording found there already, files included. */
final class ApplicationStage {
    private static final String ARM = "2024-07-01";
    private static final byte[] FILE = "a package".getBytes(StandardCharsets.UTF_8);

    private final WireAzure azure;

    ApplicationStage(WireAzure azure) {
        this.azure = azure;
    }

    /** Whether an exchange of ARM is about applications of an account that is there. */
    static boolean isMeantBy(Exchange exchange) {
        boolean about = exchange.address().operation().contains(" batchAccounts/applications");
        return about && (exchange.status() != 404 || exchange.errorCode().equals("ApplicationNotFound"));
    }

    /**
     * Makes what an exchange of ARM needs.
     *
     * @param account path of the account, which is there and has storage
     */
    void prepare(Exchange exchange, String account) {
        List<String> parts = exchange.address().typesAndNames();
        String all = account + "/applications";
        boolean makesIt = exchange.method().equals("PUT");
        if (exchange.status() == 404) {
            return;
        }
        if (parts.size() == 3) {
            exchange.body().path("value").forEach(one -> application(all, Json.text(one, "name"), one));
        }
        if (parts.size() > 4 || parts.size() == 4 && !makesIt) {
            application(all, parts.get(3), parts.size() == 4 ? exchange.body() : Json.object());
            inside(exchange, all + "/" + parts.get(3), parts, makesIt);
        }
    }

    private void inside(Exchange exchange, String application, List<String> parts, boolean makesIt) {
        if (parts.size() == 5) {
            exchange.body().path("value").forEach(one -> version(application, Json.text(one, "name"), one));
        }
        if (parts.size() > 6 || parts.size() == 6 && !makesIt) {
            version(application, parts.get(5), parts.size() == 6 ? exchange.body() : Json.object());
        }
        if (parts.size() == 7 && exchange.status() == 200) {
            upload(application + "/versions/" + parts.get(5));
        }
        String wanted = Json.text(exchange.requestBody(), "properties", "defaultVersion");
        if (!wanted.isEmpty() && exchange.status() == 200) {
            active(application, wanted);
        }
        if (exchange.errorCode().equals("ApplicationPackagesNotEmpty")) {
            version(application, "1.0", Json.object());
        }
    }

    /** The applications of a list of the data plane. */
    void list(String account, JsonNode listed) {
        listed.forEach(one -> {
            String application = account + "/applications/" + Json.text(one, "id");
            application(account + "/applications", Json.text(one, "id"), Json.object());
            one.path("versions").forEach(version -> active(application, version.asText()));
        });
    }

    private void application(String all, String name, JsonNode shown) {
        if (get(all + "/" + name).status() == 404) {
            ObjectNode body = Json.object();
            ObjectNode properties = body.putObject("properties");
            if (shown.path("properties").has("displayName")) {
                properties.set("displayName", shown.path("properties").get("displayName"));
            }
            azure.arm("PUT", all + "/" + name, ARM, body.toString());
        }
        String wanted = Json.text(shown, "properties", "defaultVersion");
        if (!wanted.isEmpty() && get(all + "/" + name + "/versions/" + wanted).status() == 404) {
            active(all + "/" + name, wanted);
            azure.arm("PATCH", all + "/" + name, ARM, "{\"properties\":{\"defaultVersion\":\"" + wanted + "\"}}");
        }
    }

    private void version(String application, String name, JsonNode shown) {
        String version = application + "/versions/" + name;
        if (get(version).status() == 404) {
            azure.arm("PUT", version, ARM, "");
            if (Json.text(shown, "properties", "state").equals("Active")) {
                active(application, name);
            }
        }
    }

    private void active(String application, String name) {
        version(application, name, Json.object());
        upload(application + "/versions/" + name);
        azure.arm("POST", application + "/versions/" + name + "/activate", ARM, "{\"format\":\"zip\"}");
    }

    /** Puts a file where the package's address says, as a client does. */
    private void upload(String version) {
        String url = get(version).text("properties", "storageUrl").replaceFirst("[?].*", "");
        azure.blob("PUT", url, Map.of("x-ms-blob-type", "BlockBlob"), FILE);
    }

    private Answer get(String path) {
        return azure.arm("GET", path, ARM, "");
    }
}
