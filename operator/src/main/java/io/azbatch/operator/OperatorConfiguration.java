package io.azbatch.operator;

import io.azbatch.operator.azure.AzureEndpoints;
import io.azbatch.operator.control.Cadence;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything the operator is told at its start, from environment variables.
 *
 * @param instanceId names this installation in the marks on Azure resources; absent: the UID of namespace kube-system
 * @param podName names this process in the lease and in events; a restarted container of the pod takes its own lease up
 * @param namespace where the operator runs and holds its lease
 * @param watchNamespaces namespaces looked after; empty means all
 * @param operatorIdentityNamespaces namespaces whose objects may use the operator's own identity; {@code *} means all
 * @param leaseDuration how long a lease holds without renewal
 */
public record OperatorConfiguration(
        Optional<String> instanceId,
        String podName,
        String namespace,
        Set<String> watchNamespaces,
        Set<String> operatorIdentityNamespaces,
        AzureEndpoints azure,
        InetSocketAddress healthAddress,
        Cadence cadence,
        Duration leaseDuration) {

    /** @throws IllegalArgumentException naming the variable, what is wrong with it and what it should be */
    public static OperatorConfiguration from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return new OperatorConfiguration(
                variables.instance("AZBATCH_INSTANCE_ID"),
                variables
                        .optional("AZBATCH_POD_NAME")
                        .or(() -> variables.optional("HOSTNAME"))
                        .orElse("azure-batch-operator"),
                variables.text("AZBATCH_NAMESPACE", "azure-batch-operator"),
                variables.set("AZBATCH_WATCH_NAMESPACES"),
                variables.set("AZBATCH_OPERATOR_IDENTITY_NAMESPACES"),
                azure(variables),
                variables.address("AZBATCH_HEALTH_ADDRESS", "0.0.0.0:8080"),
                new Cadence(
                        variables.duration("AZBATCH_OPERATION_INTERVAL", "10s"),
                        variables.duration("AZBATCH_RESYNC_INTERVAL", "5m"),
                        variables.duration("AZBATCH_STALLED_INTERVAL", "2m"),
                        variables.duration("AZBATCH_TROUBLE_INTERVAL", "15s"),
                        variables.duration("AZBATCH_PROGRESS_INTERVAL", "15s")),
                variables.duration("AZBATCH_LEASE_DURATION", "15s"));
    }

    private static AzureEndpoints azure(Variables variables) {
        return new AzureEndpoints(
                variables.https("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com"),
                variables.https("AZBATCH_RESOURCE_MANAGER_ENDPOINT", "https://management.azure.com"),
                variables.text("AZBATCH_RESOURCE_MANAGER_AUDIENCE", "https://management.azure.com"),
                variables.text("AZBATCH_BATCH_AUDIENCE", "https://batch.core.windows.net/"),
                variables.text("AZBATCH_STORAGE_AUDIENCE", "https://storage.azure.com"),
                variables.optional("AZBATCH_CA_FILE").map(Path::of));
    }

    /** Environment variables, read with errors that name them. */
    private record Variables(Map<String, String> environment) {

        Optional<String> optional(String name) {
            return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
        }

        /** A part of the owner's mark, between slashes and within what Azure takes of a tag. */
        Optional<String> instance(String name) {
            return optional(name)
                    .map(given ->
                            parsed(name, given, "at most 64 letters, digits, dots, dashes and underscores", text -> {
                                if (!text.matches("[A-Za-z0-9._-]{1,64}")) {
                                    throw new IllegalArgumentException("no instance id");
                                }
                                return text;
                            }));
        }

        String text(String name, String otherwise) {
            return optional(name).orElse(otherwise);
        }

        Set<String> set(String name) {
            return optional(name).stream()
                    .flatMap(list -> Arrays.stream(list.split(",")))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }

        Duration duration(String name, String otherwise) {
            return parsed(name, otherwise, "a duration such as 500ms, 15s, 5m or 1h", Variables::parseDuration);
        }

        private static Duration parseDuration(String text) {
            Duration duration = text.endsWith("ms")
                    ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                    : Duration.parse("PT" + text);
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("not positive");
            }
            return duration;
        }

        URI https(String name, String otherwise) {
            return parsed(name, otherwise, "an https URL, since tokens are only sent over https", text -> {
                URI uri = URI.create(text);
                if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
                    throw new IllegalArgumentException("no https");
                }
                return uri;
            });
        }

        InetSocketAddress address(String name, String otherwise) {
            return parsed(name, otherwise, "host:port", text -> {
                int colon = text.lastIndexOf(':');
                return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            });
        }

        private <T> T parsed(String name, String otherwise, String form, Function<String, T> parse) {
            String text = text(name, otherwise);
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException | DateTimeParseException | IndexOutOfBoundsException wrong) {
                throw new IllegalArgumentException(name + " is '" + text + "' and must be " + form, wrong);
            }
        }
    }
}
