package io.azbatch.simulator.batch.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A Marketplace image that Batch supports.
 *
 * @param publisher in lower case
 * @param offer in lower case
 * @param sku in lower case
 * @param nodeAgent node agent SKU id, such as {@code batch.node.ubuntu 24.04}
 * @param verified whether Batch tested it
 * @param windows whether it is Windows
 * @param endOfLife end of Batch's support, absent if none is announced
 * @param capabilities such as {@code DockerCompatible}
 */
public record SupportedImage(
        String publisher,
        String offer,
        String sku,
        String nodeAgent,
        boolean verified,
        boolean windows,
        Optional<LocalDate> endOfLife,
        List<String> capabilities) {
    /** How long an image stays in the list after its end. */
    private static final int YEARS_AFTER_END = 2;

    /** Whether it is in the list at an instant. */
    boolean listed(Instant now) {
        return endOfLife
                .map(end -> now.isBefore(end.plusYears(YEARS_AFTER_END)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()))
                .orElse(true);
    }

    /** Whether an image reference means this image; names compare without case. */
    boolean is(JsonNode reference) {
        return Json.text(reference, "publisher").equalsIgnoreCase(publisher)
                && Json.text(reference, "offer").equalsIgnoreCase(offer)
                && Json.text(reference, "sku").equalsIgnoreCase(sku);
    }

    /** As the service lists it. */
    ObjectNode toJson() {
        ObjectNode json = Json.object().put("nodeAgentSKUId", nodeAgent);
        json.set(
                "imageReference",
                Json.object()
                        .put("publisher", publisher)
                        .put("offer", offer)
                        .put("sku", sku)
                        .put("version", "latest"));
        json.put("osType", windows ? "windows" : "linux");
        if (!capabilities.isEmpty()) {
            ArrayNode list = json.putArray("capabilities");
            capabilities.forEach(list::add);
        }
        endOfLife.ifPresent(end -> json.put(
                "batchSupportEndOfLife",
                BatchTime.iso(end.atStartOfDay(ZoneOffset.UTC).toInstant())));
        return json.put("verificationType", verified ? "verified" : "unverified");
    }
}
