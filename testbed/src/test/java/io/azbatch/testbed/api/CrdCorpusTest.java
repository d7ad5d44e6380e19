package io.azbatch.testbed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.testbed.Testbed;
import io.azbatch.testbed.kubernetes.ControlPlane;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every constraint of the two kinds refuses what it is there for, in words that help, and nothing beside it. */
@ExtendWith(Testbed.Extension.class)
final class CrdCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final String NAMESPACE = "corpus";

    /** What the server adds when rules were not looked at because of another error. */
    private static final String NOT_CHECKED = "some validation rules were not checked";

    private static ControlPlane controlPlane;

    @BeforeAll
    static void start(Testbed testbed) {
        controlPlane = testbed.controlPlane();
        controlPlane.makeNamespace(NAMESPACE);
    }

    @TestFactory
    Stream<DynamicTest> customImages() {
        return tests("customimage");
    }

    @TestFactory
    Stream<DynamicTest> batchPools() {
        return tests("batchpool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customimage", "batchpool"})
    void thereIsACaseForEachConstraintAndNoneForNothing(String kind) {
        CustomResourceDefinition crd = controlPlane
                .client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(kind + "s.azbatch.io")
                .require();
        Set<Constraint> covered = new TreeSet<>();
        CorpusCase.read(CORPUS, kind).forEach(example -> covered.add(example.about()));
        assertThat(covered).containsExactlyInAnyOrderElementsOf(Constraint.of(crd));
    }

    private static Stream<DynamicTest> tests(String kind) {
        ApiServer server = new ApiServer(controlPlane.client(), NAMESPACE, kind + "s");
        Stream<DynamicTest> base = Stream.of(DynamicTest.dynamicTest(
                kind + ".yaml", () -> assertThat(server.tryCreate(CorpusCase.base(CORPUS, kind)))
                        .isEmpty()));
        return Stream.concat(
                base,
                CorpusCase.read(CORPUS, kind).stream()
                        .map(example -> DynamicTest.dynamicTest(example.file(), () -> check(server, example))));
    }

    private static void check(ApiServer server, CorpusCase example) {
        assertThat(Patches.differences(example.accepted(), example.rejected()))
                .as("what tells the rejected manifest from the accepted one")
                .isNotEmpty()
                .allMatch(path -> path.startsWith(example.about().field().replaceFirst("\\[]$", "")));
        if (example.before().isPresent()) {
            ObjectNode present = server.create(named(example.before().get(), example.file()));
            try {
                assertRefused(example, server.tryReplace(present, example.rejected()));
                assertThat(server.tryReplace(present, example.accepted())).isEmpty();
            } finally {
                server.delete(present);
            }
        } else {
            assertRefused(example, server.tryCreate(example.rejected()));
            assertThat(server.tryCreate(example.accepted())).isEmpty();
        }
    }

    /** Cases run at once, so what is really made has a name of its own. */
    private static ObjectNode named(ObjectNode manifest, String file) {
        ObjectNode named = manifest.deepCopy();
        named.withObject("/metadata").put("name", file.replace(".yaml", "").toLowerCase(Locale.ROOT));
        return named;
    }

    private static void assertRefused(CorpusCase example, List<StatusCause> causes) {
        assertThat(causes).extracting(StatusCause::getMessage).allSatisfy(message -> assertThat(expected(example))
                .anyMatch(message::contains));
        assertThat(causes)
                .filteredOn(cause -> cause.getMessage().contains(example.message()))
                .singleElement()
                .extracting(CrdCorpusTest::field)
                .isEqualTo(example.about().field());
        assertThat(example.also()).allSatisfy(words -> assertThat(causes)
                .anyMatch(cause -> cause.getMessage().contains(words)));
    }

    private static List<String> expected(CorpusCase example) {
        return Stream.concat(Stream.of(NOT_CHECKED, example.message()), example.also().stream())
                .toList();
    }

    /** Where the server points to, with {@code []} for the items of a list. */
    private static String field(StatusCause cause) {
        String field = cause.getField().replaceAll("\\[[^]]*]", "[]");
        return field.equals("<nil>") ? "" : field;
    }
}
