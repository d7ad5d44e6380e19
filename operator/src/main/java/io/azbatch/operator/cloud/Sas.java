package io.azbatch.operator.cloud;

import java.net.URI;

/**
 * A URL that carries its own right (shared access signature): whoever has it may read. It never shows in logs, messages
 * or the status.
 */
public record Sas(URI uri) {
    @Override
    public String toString() {
        return "Sas[" + uri.getHost() + "]";
    }
}
