package io.azbatch.api.v1beta1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documents of the kinds leave out no field, no reason and no rule, and tell of none that there is not. */
final class KindDocumentsTest {
    private static final Path DOCUMENTS = Path.of("../docs/kinds");
    private static final Path MANIFESTS = Path.of("../config/crd");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void everyReasonHasALineThatSaysWhatToDo() throws IOException {
        assertThat(Set.copyOf(firstCells(document("customimage"), "reason"))).isEqualTo(names(ImageReason.values()));
        assertThat(Set.copyOf(firstCells(document("batchpool"), "reason"))).isEqualTo(names(PoolReason.values()));
    }

    @Test
    void everyPreflightRuleIsExplained() throws IOException {
        assertThat(Set.copyOf(firstCells(document("customimage"), "rule"))).isEqualTo(names(PreflightRule.values()));
    }

    @Test
    void everyFieldOfTheSpecIsThere() throws IOException {
        assertThat(spelledOut(firstCells(document("customimage"), "field"))).isEqualTo(fields("customimages"));
        assertThat(spelledOut(firstCells(document("batchpool"), "field"))).isEqualTo(fields("batchpools"));
    }

    @Test
    void everyAnnotationIsThere() throws IOException {
        assertThat(document("customimage"))
                .contains("`" + AzureBatch.RECONCILE_POLICY + "`", "`" + AzureBatch.RECONCILE_REQUESTED_AT + "`");
    }

    /** What stands as code in the first column of the table with this heading. */
    private static List<String> firstCells(String document, String heading) {
        List<String> found = new ArrayList<>();
        document.lines()
                .dropWhile(line -> !line.startsWith("| " + heading + " |"))
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> CODE.matcher(cell).results())
                .forEach(code -> found.add(code.group(1)));
        return found;
    }

    /** {@code .sku} after {@code identifier.offer} is {@code identifier.sku}. */
    private static Set<String> spelledOut(List<String> paths) {
        Set<String> full = new TreeSet<>();
        String parent = "";
        for (String path : paths) {
            String whole = path.startsWith(".") ? parent + path : path;
            parent = whole.substring(0, Math.max(0, whole.lastIndexOf('.')));
            full.add(whole);
        }
        return full;
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> fields(String plural) throws IOException {
        String manifest = Files.readString(MANIFESTS.resolve(plural + ".azbatch.io.yaml"));
        JSONSchemaProps root = Serialization.unmarshal(manifest, CustomResourceDefinition.class)
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema();
        Set<String> leaves = new TreeSet<>();
        collect("", root.getProperties().get("spec"), leaves::add);
        return leaves;
    }

    /** Paths of fields that hold a value and not further fields. */
    private static void collect(String path, JSONSchemaProps schema, Consumer<String> leaves) {
        JSONSchemaProps inner =
                schema.getItems() == null ? schema : schema.getItems().getSchema();
        Map<String, JSONSchemaProps> fields = Objects.requireNonNullElse(inner.getProperties(), Map.of());
        if (fields.isEmpty()) {
            leaves.accept(path);
        }
        String prefix = path.isEmpty() ? "" : path + (inner == schema ? "." : "[].");
        fields.forEach((name, field) -> collect(prefix + name, field, leaves));
    }

    private static String document(String kind) throws IOException {
        return Files.readString(DOCUMENTS.resolve(kind + ".md"));
    }
}
