package io.azbatch.simulator.recorded;

import io.azbatch.simulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Recorded traffic of one run: a file, or a part of one that collects several.
 *
 * @param name folder and file, such as {@code vm/aso-vm-crud-20220301}
 * @param exchanges in the order of the recording
 */
record Recording(String name, List<Exchange> exchanges) {
    /** Recorders that keep {@code Retry-After} as Azure sent it. */
    private static final List<String> HONEST_ABOUT_RETRY_AFTER = List.of("aso-", "net-", "ps-");

    /** How an operation fails that does not find the blob which it is to read. */
    static final String NO_BLOB = "ImageBlobNotFound";

    private static final Instant UNDATED = Instant.parse("2025-11-11T04:00:00Z");

    static List<Recording> in(Path folder, List<String> rooms) {
        List<Recording> recordings = new ArrayList<>();
        for (String room : rooms) {
            try (Stream<Path> files = Files.list(folder.resolve(room))) {
                files.filter(file -> file.toString().endsWith(".jsonl"))
                        .sorted()
                        .map(file -> read(room, file))
                        .forEach(recordings::addAll);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return recordings;
    }

    /** A collection of single exchanges from many recordings is read as so many recordings. */
    private static List<Recording> read(String room, Path file) {
        try {
            List<Exchange> all = new ArrayList<>();
            List<String> sources = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                all.add(Exchange.parse(all.size() + 1, line));
                sources.add(Json.text(Json.MAPPER.readTree(line), "source"));
            }
            Map<String, List<Exchange>> bySource = new LinkedHashMap<>();
            LostBody.restored(all).forEach(exchange -> bySource.computeIfAbsent(
                            sources.get(exchange.number() - 1), source -> new ArrayList<>())
                    .add(exchange));
            String name = file.getFileName().toString();
            String whole = room + "/" + name.substring(0, name.length() - ".jsonl".length());
            return bySource.values().stream()
                    .map(exchanges -> new Recording(whole, List.copyOf(exchanges)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When it was recorded; where the recorder dropped that, a day on which those were. */
    Instant start() {
        return exchanges.stream()
                .flatMap(exchange -> exchange.date().stream())
                .findFirst()
                .orElse(UNDATED);
    }

    /** Suites that signed with an account key are told by a subnet that was not enabled for them. */
    boolean signedWithKey() {
        return exchanges.stream()
                .anyMatch(exchange -> exchange.errorCode().equals("Forbidden")
                        && exchange.body().toString().contains("subnetId"));
    }

    /** The poll that tells the failure of the operation which an exchange began. */
    Optional<Exchange> failure(Exchange exchange) {
        if (exchange.method().equals("GET") || exchange.refused()) {
            return Optional.empty();
        }
        return exchange.header("Azure-AsyncOperation")
                .map(url -> Address.of("GET", url).pollKey())
                .flatMap(key -> exchanges.stream()
                        .filter(poll -> poll.number() > exchange.number())
                        .filter(poll -> poll.address().pollKey().equals(key))
                        .filter(poll -> Json.text(poll.body(), "status").equals("Failed"))
                        .findFirst());
    }

    boolean keepsRetryAfter() {
        String file = name.substring(name.indexOf('/') + 1);
        return HONEST_ABOUT_RETRY_AFTER.stream().anyMatch(file::startsWith);
    }
}
