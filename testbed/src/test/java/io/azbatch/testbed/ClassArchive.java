package io.azbatch.testbed;

import io.azbatch.testbed.operator.OperatorSettings;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Classes of the operator as the JVM likes to find them. An operator spends most of its processor time on its start,
 * and a start that finds its classes prepared takes about half of it: that is what tests with many starts wait for.
 */
record ClassArchive(Path file) {

    /** For an operator that leaves the archive when it is terminated. */
    UnaryOperator<OperatorSettings> making() {
        return settings -> settings.with("JDK_JAVA_OPTIONS", "-XX:ArchiveClassesAtExit=" + file);
    }

    /** For an operator that starts with the archive, or without where there is none that fits. */
    UnaryOperator<OperatorSettings> using() {
        return settings -> settings.with("JDK_JAVA_OPTIONS", "-XX:SharedArchiveFile=" + file);
    }
}
