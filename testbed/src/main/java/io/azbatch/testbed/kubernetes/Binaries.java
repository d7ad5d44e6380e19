package io.azbatch.testbed.kubernetes;

import io.azbatch.testbed.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The programs of the control plane.
 *
 * @param directory holds etcd, kube-apiserver, kube-controller-manager and kubectl, all of one release
 */
public record Binaries(Path directory) {

    /**
     * Takes them from the per-user cache, and gets them first where they are missing: seconds with a network, minutes
     * when they have to be built.
     *
     * @throws IllegalStateException if they can not be had; why stands on standard error
     */
    public static Binaries fetch(Repository repository) {
        Path script = repository.root().resolve("hack/controlplane/fetch.sh");
        try {
            Process process = new ProcessBuilder(script.toString())
                    .redirectError(Redirect.INHERIT)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0 || printed.isEmpty()) {
                throw new IllegalStateException(script + " did not get the Kubernetes control plane");
            }
            return new Binaries(Path.of(printed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    String program(String name) {
        return directory.resolve(name).toString();
    }
}
