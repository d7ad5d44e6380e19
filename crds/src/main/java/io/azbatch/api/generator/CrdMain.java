package io.azbatch.api.generator;

import io.azbatch.api.v1beta1.BatchPool;
import io.azbatch.api.v1beta1.CustomImage;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code CrdMain SOURCES OUTPUT}: writes one manifest per kind into OUTPUT, with descriptions read from SOURCES. */
public final class CrdMain {

    private CrdMain() {}

    public static void main(String[] arguments) throws IOException {
        Path sources = Path.of(arguments[0]);
        Path output = Path.of(arguments[1]);
        Files.createDirectories(output);
        Descriptions descriptions = Descriptions.read(sources);
        finish(output, new SchemaFinish(descriptions));
    }

    private static void finish(Path output, SchemaFinish finish) throws IOException {
        Path raw = Files.createTempDirectory("crds");
        new CRDGenerator()
                .inOutputDir(raw.toFile())
                .customResourceClasses(List.<Class<? extends HasMetadata>>of(CustomImage.class, BatchPool.class))
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata crd, String version) {
                        return finish.finished((CustomResourceDefinition) crd);
                    }
                })
                .generate();
        try (var files = Files.list(raw)) {
            for (Path file : files.toList()) {
                CustomResourceDefinition crd =
                        Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
                Path target = output.resolve(crd.getMetadata().getName() + ".yaml");
                Files.writeString(target, CrdYaml.write(crd));
                Files.delete(file);
            }
        }
        Files.delete(raw);
    }
}
