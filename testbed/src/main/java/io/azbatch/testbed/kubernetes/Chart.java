package io.azbatch.testbed.kubernetes;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;

/**
 * The chart, installed by Helm itself (its Go code, inside this JVM).
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
        new Helm(directory)
                .install()
                .withName(release)
                .withNamespace(namespace)
                .createNamespace()
                .withKubeConfig(kubeconfig)
                .withValuesFile(values)
                .call();
    }

    /** Takes the release away; custom resource definitions stay, as Helm has it. */
    public void uninstall(String release, String namespace) {
        Helm.uninstall(release)
                .withNamespace(namespace)
                .withKubeConfig(kubeconfig)
                .call();
    }
}
