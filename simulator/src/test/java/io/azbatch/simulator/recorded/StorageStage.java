package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.WireAzure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Storage accounts and VHDs that a body names by addresses of blobs, made as a client would: accounts over ARM, blobs with a token. */
final class StorageStage {
    private static final Pattern BLOB =
            Pattern.compile("https?://([a-z0-9]+)\\.blob\\.core\\.windows\\.net/([^/]+)/([^?]+).*");
    private static final String VERSION = "2024-01-01";
    private static final long DISK = 30L << 30;
    private static final int SECTOR = 512;

    private final WireAzure azure;
    private final Set<String> accounts = new HashSet<>();
    private final Set<String> blobs = new HashSet<>();
    private final Set<String> newDisks = new HashSet<>();

    StorageStage(WireAzure azure) {
        this.azure = azure;
    }

    private void prepareBlobs(String group, String region, JsonNode body) {
        for (String field : new String[] {"blobUri", "sourceUri", "uri"}) {
            for (JsonNode parent : body.findParents(field)) {
                vhd(group, region, Json.text(parent, field));
            }
        }
    }

    /** Makes what a body refers to; the blobs that a new machine will make itself are not there yet. */
    void prepare(String group, String region, JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            return;
        }
        ObjectNode rest = object.deepCopy();
        for (JsonNode disk : rest.findParents("vhd")) {
            if (!Json.text(disk, "createOption").equalsIgnoreCase("Attach")) {
                account(group, region, Json.text(disk, "vhd", "uri"));
                free(Json.text(disk, "vhd", "uri"));
                ((ObjectNode) disk).remove("vhd");
            }
        }
        prepareBlobs(group, region, rest);
    }

    /** Where a new disk is to be made a second time, its owner has deleted the first one outside of the recording. */
    private void free(String url) {
        Matcher blob = BLOB.matcher(url);
        if (blob.matches() && !newDisks.add(url)) {
            String address = azure.owner("blob") + "/" + blob.group(1) + "/" + blob.group(2) + "/" + blob.group(3);
            azure.blob("DELETE", address, Map.of(), new byte[0]);
        }
    }

    private void account(String group, String region, String url) {
        Matcher blob = BLOB.matcher(url);
        if (blob.matches() && accounts.add(blob.group(1))) {
            ObjectNode body = Json.object().put("location", region).put("kind", "StorageV2");
            body.putObject("sku").put("name", "Standard_LRS");
            String id = azure.group(group) + "/providers/Microsoft.Storage/storageAccounts/" + blob.group(1);
            if (azure.arm("GET", id, VERSION, "").status() == 404) {
                azure.arm("PUT", id, VERSION, body.toString());
                azure.advance(Duration.ofSeconds(18));
            }
        }
    }

    private void vhd(String group, String region, String url) {
        Matcher blob = BLOB.matcher(url);
        if (!blob.matches() || !blobs.add(url)) {
            return;
        }
        account(group, region, url);
        String container = azure.owner("blob") + "/" + blob.group(1) + "/" + blob.group(2);
        String address = container + "/" + blob.group(3);
        put(container + "?restype=container", Map.of(), new byte[0]);
        put(
                address,
                Map.of(
                        "x-ms-blob-type",
                        "PageBlob",
                        "If-None-Match",
                        "*",
                        "x-ms-blob-content-length",
                        Long.toString(DISK + SECTOR)),
                new byte[0]);
        put(
                address + "?comp=page",
                Map.of("x-ms-page-write", "update", "x-ms-range", "bytes=" + DISK + "-" + (DISK + SECTOR - 1)),
                footer());
    }

    private void put(String url, Map<String, String> headers, byte[] body) {
        azure.blob("PUT", url, headers, body);
    }

    private static byte[] footer() {
        ByteBuffer footer = ByteBuffer.allocate(SECTOR);
        footer.put("conectix".getBytes(StandardCharsets.US_ASCII));
        footer.putInt(8, 2)
                .putInt(12, 0x10000)
                .putLong(16, -1)
                .putLong(40, DISK)
                .putLong(48, DISK)
                .putInt(60, 2);
        int sum = 0;
        for (byte one : footer.array()) {
            sum += one & 0xFF;
        }
        return footer.putInt(64, ~sum).array();
    }
}
