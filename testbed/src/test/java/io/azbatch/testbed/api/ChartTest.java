package io.azbatch.testbed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.azbatch.testbed.Repository;
import io.azbatch.testbed.Testbed;
import io.azbatch.testbed.kubernetes.ControlPlane;
import io.azbatch.testbed.process.Workplace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.CsvSource;

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

    @BeforeAll
    static void start(Testbed testbed) {
        repository = testbed.repository();
        workplace = testbed.workplace();
        controlPlane = testbed.controlPlane();
    }

    @Test
    void helmHasNothingAgainstIt() {
        LintResult result = new Helm(repository.chart()).lint().strict().call();
        assertThat(result.isFailed()).as(() -> result.getMessages().toString()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @Test
    void kustomizeInstallsTheSame() throws IOException {
        Map<String, JsonNode> chart = objects(rendered(""));
        try (Stream<Path> definitions = Files.list(repository.chart().resolve("crds"))) {
            for (Path definition : definitions.toList()) {
                chart.putAll(objects(Files.readString(definition)));
            }
        }
        Map<String, JsonNode> kustomize =
                objects(controlPlane.kubectl().run("kustomize", repository.root() + "/config/default"));

        assertThat(kustomize.remove("Namespace/" + NAME))
                .as("Helm is told to make the namespace, kustomize can not be")
                .isNotNull();
        assertThat(kustomize.keySet()).isEqualTo(chart.keySet()).hasSizeGreaterThan(8);
        chart.forEach((name, object) -> assertThat(kustomize.get(name)).as(name).isEqualTo(object));
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
    @CsvSource(delimiter = '|', textBlock = """
            replicas: -1                                   | replicas
            replicas: two                                  | replicas
            image: {repository: ""}                        | repository
            image: {pullPolicy: Sometimes}                 | pullPolicy
            instanceId: a/b                                | instanceId
            watchNamespaces: render                        | watchNamespaces
            watchNamespaces: [render, render]              | watchNamespaces
            watchNamespaces: [Render]                      | watchNamespaces
            operatorIdentityNamespaces: [""]               | operatorIdentityNamespaces
            azure: {resourceManager: 'http://127.0.0.1'}   | resourceManager
            azure: {authorityHost: login.microsoftonline.com} | authorityHost
            intervals: {resync: soon}                      | resync
            intervals: {resync: 0s}                        | resync
            leaseDuration: 15                              | leaseDuration
            serviceAccount: {name: other}                  | name
            watchNamespace: render                         | watchNamespace
            """)
    void aWrongValueIsNamed(String values, String named) {
        assertThatThrownBy(() -> rendered(values))
                .hasMessageContaining("schema")
                .hasMessageContaining(named);
    }

    @Test
    void namespacesThatMayUseTheOperatorsIdentityCanBeAll() {
        JsonNode pod = objects(rendered("operatorIdentityNamespaces: ['*']"))
                .get("Deployment/" + NAME)
                .at("/spec/template/spec");
        assertThat(variable(pod, "AZBATCH_OPERATOR_IDENTITY_NAMESPACES")).isEqualTo("*");
    }

    private static String rendered(String values) {
        Path file = workplace.write("values-" + Integer.toHexString(values.hashCode()) + ".yaml", values);
        return new Helm(repository.chart())
                .template()
                .withName(NAME)
                .withNamespace(NAME)
                // Without a cluster Helm takes it for a very old one.
                .withKubeVersion("1.34.0")
                .withValuesFile(file)
                .call();
    }

    /** Objects by kind and name, without what tells who made them. */
    private static Map<String, JsonNode> objects(String manifests) {
        Map<String, JsonNode> objects = new TreeMap<>();
        var stream = new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8));
        for (HasMetadata object : controlPlane.client().load(stream).items()) {
            ObjectNode content = Serialization.unmarshal(Serialization.asJson(object), ObjectNode.class);
            ((ObjectNode) content.get("metadata")).remove("labels");
            objects.put(object.getKind() + "/" + object.getMetadata().getName(), content);
        }
        return objects;
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
