package io.azbatch.testbed.kubernetes;

import java.nio.file.Path;

/**
 * A kubeconfig with one cluster and one user.
 *
 * @param server URL of the API server
 * @param certificateAuthority PEM file
 * @param token bearer token of the user
 */
record Kubeconfig(String server, Path certificateAuthority, String user, String token) {

    String yaml() {
        return """
                apiVersion: v1
                kind: Config
                current-context: testbed
                contexts:
                - name: testbed
                  context: {cluster: testbed, user: "%s"}
                clusters:
                - name: testbed
                  cluster: {server: "%s", certificate-authority: "%s"}
                users:
                - name: "%s"
                  user: {token: "%s"}
                """.formatted(user, server, certificateAuthority, user, token);
    }
}
