package io.azbatch.testbed.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The kubectl of the control plane's release, as one user.
 *
 * @param program path of the executable
 * @param cache directory where it keeps what it learned of the API
 * @param directory that it runs in
 */
public record Kubectl(String program, Path kubeconfig, Path cache, Path directory) {

    /**
     * What a call of kubectl came to.
     *
     * @param output standard output and standard error, as they came
     */
    public record Result(int exitCode, String output) {}

    /** The same kubectl, run in another directory. */
    public Kubectl in(Path other) {
        return new Kubectl(program, kubeconfig, cache, other);
    }

    /** Runs kubectl and returns whatever came of it. */
    public Result tryRun(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program, "--kubeconfig=" + kubeconfig, "--cache-dir=" + cache));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Runs kubectl, which must succeed.
     *
     * @return what it printed
     * @throws IllegalStateException with what it printed
     */
    public String run(String... arguments) {
        Result result = tryRun(arguments);
        if (result.exitCode() != 0) {
            throw new IllegalStateException("kubectl " + String.join(" ", arguments) + " ended with "
                    + result.exitCode() + ": " + result.output());
        }
        return result.output();
    }
}
