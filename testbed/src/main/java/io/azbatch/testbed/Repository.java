package io.azbatch.testbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The checkout that this runs from, and where things lie in it.
 *
 * @param root absolute
 */
public record Repository(Path root) {

    /**
     * Finds the root above the working directory, so that Maven and an IDE may run from any module.
     *
     * @throws IllegalStateException outside of a checkout
     */
    public static Repository find() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, directory -> directory != null, Path::getParent)
                .filter(directory -> Files.exists(directory.resolve("hack/controlplane/fetch.sh")))
                .findFirst()
                .map(Repository::new)
                .orElseThrow(() -> new IllegalStateException(start + " is not inside a checkout of the operator"));
    }

    /**
     * A file that the build makes.
     *
     * @throws IllegalStateException if it was not built
     */
    public Path built(String path) {
        Path file = root.resolve(path);
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is not there: build it with 'mvn -DskipTests package'");
        }
        return file;
    }

    public Path simulatorJar() {
        return built("simulator/target/azure-simulator.jar");
    }

    public Path operatorJar() {
        return built("operator/target/azure-batch-operator.jar");
    }

    public Path jvmOptions() {
        return root.resolve("operator/jvm.options");
    }

    public Path chart() {
        return root.resolve("helm");
    }

    /** The kustomization that installs everything. */
    public Path kustomization() {
        return root.resolve("config/default");
    }

    public Path customResourceDefinitions() {
        return root.resolve("config/crd");
    }

    public Path samples() {
        return root.resolve("config/samples");
    }
}
