package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.storage.copy.Copy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Copies in headers. */
final class CopyHeaders {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Azure azure;

    CopyHeaders(Azure azure) {
        this.azure = azure;
    }

    /** How a copy stands, as answers about its blob say it. */
    Response add(Copy copy, Response response) {
        Response described = response.with("x-ms-copy-id", copy.id())
                .with("x-ms-copy-source", copy.source().shown())
                .with("x-ms-copy-status", copy.status().word())
                .with("x-ms-copy-progress", progress(copy));
        if (copy.completed().isPresent()) {
            described = described.with(
                    "x-ms-copy-completion-time", time(copy.completed().get()));
        }
        return copy.description().isEmpty()
                ? described
                : described.with("x-ms-copy-status-description", copy.description());
    }

    String progress(Copy copy) {
        return copy.copied(azure.world().now()) + "/" + copy.total();
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** What a copy's request wants its blob to have. */
    static Map<String, String> wanted(BlobCall call) {
        Map<String, String> wanted = new TreeMap<>();
        call.request().headers().forEach((name, value) -> {
            if (name.startsWith("x-ms-meta-") || name.equals("x-ms-tags") || name.equals("x-ms-lease-id")) {
                wanted.put(name, value);
            }
        });
        return wanted;
    }

    /** The lease among them. */
    static Map<String, String> lease(Map<String, String> wanted) {
        Map<String, String> lease = new TreeMap<>(wanted);
        lease.keySet().removeIf(name -> !name.equals("x-ms-lease-id"));
        return lease;
    }
}
