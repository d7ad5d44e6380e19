package io.azbatch.simulator.storage.azurite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where {@code azurite-blob} is: as the caller said, else as the environment variable {@code AZURITE_BLOB} says, else in the
 * per-user cache into which {@code hack/azurite/fetch.sh} puts it.
 *
 * @param executable the program, which need not be there
 */
public record AzuriteCommand(Path executable) {
    /** Pinned in {@code hack/azurite}. */
    private static final String VERSION = "3.37.0";

    /** The command by the rule above. */
    public static AzuriteCommand find(Optional<String> given, Map<String, String> environment) {
        return new AzuriteCommand(given.or(() -> Optional.ofNullable(environment.get("AZURITE_BLOB")))
                .map(Path::of)
                .orElseGet(() -> inCache(environment)));
    }

    /** The command of this process. */
    public static AzuriteCommand find() {
        return find(Optional.empty(), System.getenv());
    }

    boolean isThere() {
        return Files.isExecutable(executable);
    }

    private static Path inCache(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", environment.getOrDefault("HOME", "") + "/.cache");
        return Path.of(cache, "azure-batch-operator", "azurite", VERSION, "node_modules", ".bin", "azurite-blob");
    }
}
