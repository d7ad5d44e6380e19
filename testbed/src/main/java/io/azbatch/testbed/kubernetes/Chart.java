package io.azbatch.testbed.kubernetes;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import java.nio.file.Path;
import java.util.Map;

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
     * @param values as {@code --set} takes them
     */
    public void install(String release, String namespace, Map<String, String> values) {
        InstallCommand command = new Helm(directory)
                .install()
                .withName(release)
                .withNamespace(namespace)
                .createNamespace()
                .withKubeConfig(kubeconfig);
        values.forEach(command::set);
        command.call();
    }

    /** Takes the release away; custom resource definitions stay, as Helm has it. */
    public void uninstall(String release, String namespace) {
        Helm.uninstall(release)
                .withNamespace(namespace)
                .withKubeConfig(kubeconfig)
                .call();
    }
}
