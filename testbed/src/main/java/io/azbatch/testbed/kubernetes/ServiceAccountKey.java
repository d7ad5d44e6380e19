package io.azbatch.testbed.kubernetes;

import io.azbatch.testbed.process.Workplace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * The key that the API server signs ServiceAccount tokens with.
 *
 * @param signing private key, PEM
 * @param verifying public key, PEM
 */
record ServiceAccountKey(Path signing, Path verifying) {

    static ServiceAccountKey generate(Workplace workplace) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new ServiceAccountKey(
                    workplace.write(
                            "service-account.key",
                            pem("PRIVATE KEY", pair.getPrivate().getEncoded())),
                    workplace.write(
                            "service-account.pub",
                            pem("PUBLIC KEY", pair.getPublic().getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }
}
