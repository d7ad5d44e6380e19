package io.azbatch.testbed.operator;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an operator process is told.
 *
 * @param pod its name in the lease and in events; names its log too
 * @param kubeconfig who it is in the cluster
 * @param environment as the installed Deployment sets it, with Azure's certificate authority at a path of this machine
 */
public record OperatorSettings(String pod, Path kubeconfig, Map<String, String> environment) {

    public OperatorSettings {
        environment = Map.copyOf(environment);
    }

    /** The same settings with another value of one variable. */
    public OperatorSettings with(String variable, String value) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.put(variable, value);
        return new OperatorSettings(pod, kubeconfig, changed);
    }
}
