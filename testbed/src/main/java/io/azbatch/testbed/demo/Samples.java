package io.azbatch.testbed.demo;

import io.azbatch.testbed.azure.AzureRest;
import io.azbatch.testbed.azure.UserAzure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The samples of this repository, read to learn what they take for granted in Azure.
 *
 * @param image the first CustomImage
 * @param pool the first BatchPool
 */
public record Samples(GenericKubernetesResource image, GenericKubernetesResource pool) {

    /** Reads the samples of a directory. */
    public static Samples read(Path directory) {
        List<GenericKubernetesResource> all = documents(directory);
        return new Samples(first(all, "CustomImage"), first(all, "BatchPool"));
    }

    public String subscription() {
        return text(image, "spec", "subscriptionId");
    }

    /** Namespace of the team that wants image and pool. */
    public String namespace() {
        return image.getMetadata().getNamespace();
    }

    public String imageName() {
        return image.getMetadata().getName();
    }

    public String poolName() {
        return pool.getMetadata().getName();
    }

    /** Nodes that the pool asks for. */
    public int replicas() {
        return Integer.parseInt(text(pool, "spec", "scale", "fixed", "replicas"));
    }

    /** Makes in Azure what the samples name and do not make themselves: the machine, and the Batch account. */
    public String layOut(AzureRest azure) {
        String group = text(image, "spec", "resourceGroup");
        String machine = text(image, "spec", "source", "virtualMachine", "name");
        String accountGroup = text(pool, "spec", "account", "resourceGroup");
        String account = text(pool, "spec", "account", "name");
        String location = text(image, "spec", "location");
        UserAzure user = UserAzure.create(azure, group, location);
        user.createVirtualMachine(machine);
        UserAzure owner = accountGroup.equalsIgnoreCase(group) ? user : UserAzure.create(azure, accountGroup, location);
        owner.createBatchAccount(account);
        return "resource group " + group + " in " + location + " with virtual machine " + machine
                + " (Ubuntu 24.04, running), Batch account " + account;
    }

    private static String text(GenericKubernetesResource resource, Object... path) {
        Object value = resource.get(path);
        if (value == null) {
            throw new IllegalStateException(
                    resource.getKind() + " " + resource.getMetadata().getName() + " of the samples has no "
                            + Stream.of(path)
                                    .map(String::valueOf)
                                    .reduce((a, b) -> a + "." + b)
                                    .orElse(""));
        }
        return value.toString();
    }

    private static GenericKubernetesResource first(List<GenericKubernetesResource> all, String kind) {
        return all.stream()
                .filter(resource -> kind.equals(resource.getKind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the samples have no " + kind));
    }

    private static List<GenericKubernetesResource> documents(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(Samples::documentsOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<GenericKubernetesResource> documentsOf(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^---\\s*$"))
                    .filter(document -> document.contains("kind:"))
                    .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
