package io.azbatch.testbed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.testbed.Repository;
import io.azbatch.testbed.Testbed;
import io.azbatch.testbed.kubernetes.Chart;
import io.azbatch.testbed.kubernetes.ControlPlane;
import io.azbatch.testbed.process.Workplace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart makes of its values, and that {@code config/} makes the same; rendered by Helm and kubectl themselves. */
@ExtendWith(Testbed.Extension.class)
final class ChartTest {
    /** The release and namespace that {@code config/default} has written out. */
    private static final String NAME = "azure-batch-operator";

    /** Every value that adds a variable to the environment. */
    private static final String EVERYTHING = """
            instanceId: prod
            watchNamespaces: [render]
            operatorIdentityNamespaces: [render]
            azure: {certificateAuthoritySecret: ca}
            """;

    private static final Pattern VARIABLE = Pattern.compile("\"(AZ(?:BATCH|URE)_[A-Z_]+)\"");

    private static Repository repository;
    private static Workplace workplace;
    private static ControlPlane controlPlane;
    private static Chart chart;

    @BeforeAll
    static void start(Testbed testbed) {
        repository = testbed.repository();
        workplace = testbed.workplace();
        controlPlane = testbed.controlPlane();
        chart = new Chart(repository.chart(), controlPlane.kubeconfig());
    }

    @Test
    void helmHasNothingAgainstIt() {
        assertThat(chart.lint()).doesNotContain("[WARNING]", "[ERROR]");
    }

    @Test
    void kustomizeInstallsTheSame() throws IOException {
        Map<String, JsonNode> helm = objects(rendered(""));
        try (Stream<Path> definitions = Files.list(repository.chart().resolve("crds"))) {
            for (Path definition : definitions.toList()) {
                helm.putAll(objects(Files.readString(definition)));
            }
        }
        Map<String, JsonNode> kustomize =
                objects(controlPlane.kubectl().run("kustomize", repository.root() + "/config/default"));

        assertThat(kustomize.remove("Namespace/" + NAME))
                .as("Helm is told to make the namespace, kustomize can not be")
                .isNotNull();
        assertThat(kustomize.keySet()).isEqualTo(helm.keySet()).hasSizeGreaterThan(8);
        helm.forEach((name, object) -> assertThat(kustomize.get(name)).as(name).isEqualTo(object));
    }

    @Test
    void theEnvironmentIsWhatTheOperatorReads() throws IOException {
        Path source =
                repository.root().resolve("operator/src/main/java/io/azbatch/operator/OperatorConfiguration.java");
        Set<String> read = VARIABLE.matcher(Files.readString(source))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> given = new TreeSet<>();
        objects(rendered(EVERYTHING))
                .get("Deployment/" + NAME)
                .at("/spec/template/spec/containers/0/env")
                .forEach(variable -> given.add(variable.get("name").asText()));
        assertThat(given).isNotEmpty().isEqualTo(read);
    }

    @Test
    void theCertificateAuthorityIsWhereTheOperatorIsToldToLookForIt() {
        JsonNode pod = objects(rendered(EVERYTHING)).get("Deployment/" + NAME).at("/spec/template/spec");
        JsonNode mount = pod.at("/containers/0/volumeMounts/1");
        assertThat(variable(pod, "AZBATCH_CA_FILE"))
                .isEqualTo(mount.get("mountPath").asText() + "/ca.crt");
        assertThat(pod.at("/volumes/1/name")).isEqualTo(mount.get("name"));
        assertThat(pod.at("/volumes/1/secret/secretName").asText()).isEqualTo("ca");
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                replicas: -1
                image: {repository: ""}
                instanceId: a/b
                watchNamespaces: render
                operatorIdentityNamespaces: [""]
                azure: {resourceManager: 'http://127.0.0.1'}
                intervals: {resync: soon, progress: 15}
                leaseDuration: 15
                """, """
                replicas: two
                image: {pullPolicy: Sometimes}
                watchNamespaces: [render, render]
                operatorIdentityNamespaces: ['**']
                azure: {authorityHost: login.microsoftonline.com}
                intervals: {resync: 0s}
                """, """
                watchNamespaces: [Render]
                """})
    void everyWrongValueIsNamed(String values) {
        List<String> wrong = new ArrayList<>();
        Serialization.unmarshal(values, JsonNode.class)
                .properties()
                .forEach(value -> names(value.getKey(), value.getValue(), wrong));
        assertThatThrownBy(() -> rendered(values))
                .hasMessageContaining("values don't meet the specifications of the schema")
                .message()
                .contains(wrong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"watchNamespace: [render]", "serviceAccount: {name: other}", "azure: {ca: other}"})
    void aValueThatTheChartDoesNotKnowIsNamed(String values) {
        assertThatThrownBy(() -> rendered(values)).hasMessageContaining("dditional properties");
    }

    @Test
    void aDrainLeavesOneReplicaOfSeveralAndIsNotHeldUpByASingleOne() {
        JsonNode budget = objects(rendered("replicas: 3")).get("PodDisruptionBudget/" + NAME);
        assertThat(budget.at("/spec/maxUnavailable").intValue()).isEqualTo(1);
        assertThat(budget.at("/spec/selector"))
                .isEqualTo(objects(rendered("")).get("Deployment/" + NAME).at("/spec/selector"));
        assertThat(objects(rendered("replicas: 1"))).doesNotContainKey("PodDisruptionBudget/" + NAME);
    }

    @Test
    void secretsOfTheRegistryReachThePod() {
        JsonNode pod = objects(rendered("image: {pullSecrets: [registry]}"))
                .get("Deployment/" + NAME)
                .at("/spec/template/spec");
        assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("registry");
    }

    @Test
    void namespacesThatMayUseTheOperatorsIdentityCanBeAll() {
        JsonNode pod = objects(rendered("operatorIdentityNamespaces: ['*']"))
                .get("Deployment/" + NAME)
                .at("/spec/template/spec");
        assertThat(variable(pod, "AZBATCH_OPERATOR_IDENTITY_NAMESPACES")).isEqualTo("*");
    }

    private static String rendered(String values) {
        String file = "values-" + Integer.toHexString(values.hashCode()) + ".yaml";
        return chart.template(NAME, NAME, workplace.write(file, values));
    }

    /** Paths of values as Helm's schema check spells them. */
    private static void names(String path, JsonNode value, List<String> names) {
        if (value.isObject()) {
            value.properties().forEach(child -> names(path + "/" + child.getKey(), child.getValue(), names));
        } else {
            names.add("/" + path);
        }
    }

    /** Objects by kind and name, without what tells who made them. */
    private static Map<String, JsonNode> objects(String manifests) {
        Map<String, JsonNode> objects = new TreeMap<>();
        var stream = new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8));
        for (HasMetadata object : controlPlane.client().load(stream).items()) {
            ObjectNode content = Serialization.unmarshal(Serialization.asJson(object), ObjectNode.class);
            leaveOutTheMaker((ObjectNode) content.get("metadata"), object.getKind());
            objects.put(object.getKind() + "/" + object.getMetadata().getName(), content);
        }
        return objects;
    }

    /** Helm signs what it makes, but for the definitions, which it leaves as they are. */
    private static void leaveOutTheMaker(ObjectNode metadata, String kind) {
        if (kind.equals("CustomResourceDefinition")) {
            metadata.remove("labels");
        } else if (metadata.get("labels") instanceof ObjectNode labels) {
            labels.remove(List.of("app.kubernetes.io/version", "app.kubernetes.io/managed-by"));
        }
    }

    private static String variable(JsonNode pod, String name) {
        for (JsonNode variable : pod.at("/containers/0/env")) {
            if (variable.get("name").asText().equals(name)) {
                return variable.get("value").asText();
            }
        }
        throw new AssertionError("no variable " + name + " in " + pod);
    }
}
