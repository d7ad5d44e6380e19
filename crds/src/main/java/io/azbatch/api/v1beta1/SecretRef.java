package io.azbatch.api.v1beta1;

import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/**
 * A Secret in the namespace of the object that names it, never in another one. Keys {@code AZURE_TENANT_ID}, {@code
 * AZURE_CLIENT_ID} and one of {@code AZURE_CLIENT_SECRET}, {@code AZURE_CLIENT_CERTIFICATE} (PEM with private key).
 *
 * @param name of the Secret
 */
public record SecretRef(
        @Pattern(Patterns.DNS_NAME) @Size(max = 253) String name) {}
