package io.azbatch.testbed.azure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * What the simulator says of itself when it is ready.
 *
 * @param arm Azure Resource Manager
 * @param authority Entra ID
 * @param blob blob storage
 * @param admin the side door for tests
 * @param ca PEM file of the certificate authority of all of them
 * @param clientId of a principal that may do everything
 * @param subscription the one that is there
 */
public record Endpoints(
        URI arm,
        URI authority,
        URI blob,
        URI admin,
        Path ca,
        String tenant,
        String clientId,
        String clientSecret,
        String subscription) {

    static Endpoints read(Path readyFile) {
        try {
            return new ObjectMapper().readValue(readyFile.toFile(), Endpoints.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
