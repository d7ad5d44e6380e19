package io.azbatch.testbed.kubernetes;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.file.Path;

/** Helm in a process of its own: {@code VERB CHART KUBECONFIG [RELEASE NAMESPACE [VALUES]]}; prints what came of it. */
final class HelmMain {

    /** Without a cluster Helm takes it for a very old one. */
    private static final String KUBERNETES = "1.34.0";

    private HelmMain() {}

    public static void main(String[] arguments) {
        Helm chart = new Helm(Path.of(arguments[1]));
        Path kubeconfig = Path.of(arguments[2]);
        System.out.println(
                switch (arguments[0]) {
                    case "lint" -> lint(chart);
                    case "template" ->
                        chart.template()
                                .withName(arguments[3])
                                .withNamespace(arguments[4])
                                .withKubeVersion(KUBERNETES)
                                .withValuesFile(Path.of(arguments[5]))
                                .call();
                    case "install" ->
                        chart.install()
                                .withName(arguments[3])
                                .withNamespace(arguments[4])
                                .createNamespace()
                                .withKubeConfig(kubeconfig)
                                .withValuesFile(Path.of(arguments[5]))
                                .call();
                    case "upgrade" ->
                        chart.upgrade()
                                .withName(arguments[3])
                                .withNamespace(arguments[4])
                                .withKubeConfig(kubeconfig)
                                .withValuesFile(Path.of(arguments[5]))
                                .call();
                    case "uninstall" ->
                        Helm.uninstall(arguments[3])
                                .withNamespace(arguments[4])
                                .withKubeConfig(kubeconfig)
                                .call();
                    default -> throw new IllegalArgumentException("no such verb: " + arguments[0]);
                });
    }

    private static String lint(Helm chart) {
        LintResult result = chart.lint().strict().call();
        String messages = String.join("\n", result.getMessages());
        if (result.isFailed()) {
            throw new IllegalStateException(messages);
        }
        return messages;
    }
}
