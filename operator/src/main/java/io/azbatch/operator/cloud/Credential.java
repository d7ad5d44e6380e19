package io.azbatch.operator.cloud;

/**
 * Whom a call is made as. Two credentials are equal only when every part is, so a rotated secret is another credential
 * and nothing read with the old one is shared with it.
 */
public sealed interface Credential {

    /** A service principal with a client secret. */
    record ClientSecret(String tenantId, String clientId, String secret) implements Credential {
        @Override
        public String toString() {
            return "ClientSecret[" + clientId + "]";
        }
    }

    /** A service principal with a certificate; {@code pem} holds the certificate and its private key. */
    record ClientCertificate(String tenantId, String clientId, String pem) implements Credential {
        @Override
        public String toString() {
            return "ClientCertificate[" + clientId + "]";
        }
    }

    /** The identity that the operator itself runs as: workload identity, managed identity or environment. */
    record OperatorIdentity() implements Credential {}
}
