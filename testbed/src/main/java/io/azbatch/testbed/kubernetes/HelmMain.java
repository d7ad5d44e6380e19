package io.azbatch.testbed.kubernetes;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;

/** Helm in a process of its own: {@code install CHART KUBECONFIG RELEASE NAMESPACE VALUES}, {@code uninstall …}. */
final class HelmMain {

    private HelmMain() {}

    public static void main(String[] arguments) {
        Path chart = Path.of(arguments[1]);
        Path kubeconfig = Path.of(arguments[2]);
        String release = arguments[3];
        String namespace = arguments[4];
        switch (arguments[0]) {
            case "install" ->
                new Helm(chart)
                        .install()
                        .withName(release)
                        .withNamespace(namespace)
                        .createNamespace()
                        .withKubeConfig(kubeconfig)
                        .withValuesFile(Path.of(arguments[5]))
                        .call();
            case "uninstall" ->
                Helm.uninstall(release)
                        .withNamespace(namespace)
                        .withKubeConfig(kubeconfig)
                        .call();
            default -> throw new IllegalArgumentException("install or uninstall, not " + arguments[0]);
        }
    }
}
