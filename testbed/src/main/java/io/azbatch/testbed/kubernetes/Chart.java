package io.azbatch.testbed.kubernetes;

import io.azbatch.testbed.process.Java;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The chart, handled by Helm itself. Helm's Go code runs in a JVM of its own: it takes the signals of the process it
 * is loaded into, and Ctrl-C would not end us any more.
 *
 * @param directory of the chart
 * @param kubeconfig of who installs
 */
public record Chart(Path directory, Path kubeconfig) {

    /**
     * Installs the chart into a namespace that is made.
     *
     * @param values a values file, as {@code -f} takes it
     */
    public void install(String release, String namespace, Path values) {
        helm("install", release, namespace, values.toString());
    }

    /** Makes the release what chart and values say now. */
    public void upgrade(String release, String namespace, Path values) {
        helm("upgrade", release, namespace, values.toString());
    }

    /**
     * Renders the templates; custom resource definitions are not among them.
     *
     * @throws IllegalStateException with Helm's words, where the values are not what the chart takes
     */
    public String template(String release, String namespace, Path values) {
        return helm("template", release, namespace, values.toString());
    }

    /**
     * Has Helm look for mistakes.
     *
     * @return its remarks
     * @throws IllegalStateException where a remark is more than information
     */
    public String lint() {
        return helm("lint");
    }

    /** Takes the release away; custom resource definitions stay, as Helm has it. */
    public void uninstall(String release, String namespace) {
        helm("uninstall", release, namespace);
    }

    /** What Helm said. */
    private String helm(String verb, String... arguments) {
        List<String> all = new ArrayList<>(List.of(verb, directory.toString(), kubeconfig.toString()));
        all.addAll(List.of(arguments));
        try {
            Process helm = new ProcessBuilder(Java.command(HelmMain.class, all))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(helm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (helm.waitFor() != 0) {
                throw new IllegalStateException("helm " + verb + " of " + directory + " failed: " + said);
            }
            return said;
        } catch (IOException unstarted) {
            throw new UncheckedIOException(unstarted);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while helm ran", stopped);
        }
    }
}
