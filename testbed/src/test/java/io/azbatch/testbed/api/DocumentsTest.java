package io.azbatch.testbed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.testbed.Repository;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say of this repository: they show what the samples are, and lead to what is there. */
final class DocumentsTest {
    /** A piece of a manifest, with the sample that it is of. */
    private static final Pattern EXCERPT = Pattern.compile("```yaml\n# (\\S+)\n(.*?)```", Pattern.DOTALL);

    private static final Pattern YAML = Pattern.compile("```yaml\n");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    private final Path root = Repository.find().root();

    @Test
    void theClassicFlowShowsEverySampleAsItIs() throws IOException {
        String document = Files.readString(root.resolve("docs/classic-flow.md"));
        List<MatchResult> excerpts = EXCERPT.matcher(document).results().toList();
        assertThat(excerpts).hasSameSizeAs(YAML.matcher(document).results().toList());
        for (MatchResult excerpt : excerpts) {
            JsonNode sample = yaml(Files.readString(root.resolve(excerpt.group(1))));
            assertContains(excerpt.group(1), sample.path("spec"), yaml(excerpt.group(2)));
        }
        try (Stream<Path> samples = Files.list(root.resolve("config/samples/classic"))) {
            assertThat(excerpts.stream().map(excerpt -> root.resolve(excerpt.group(1))))
                    .containsExactlyInAnyOrderElementsOf(samples.toList());
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
            for (Path document : Stream.concat(Stream.of(root.resolve("README.md")), files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()) {
                LINK.matcher(Files.readString(document)).results().forEach(link -> assertLeads(document, link));
            }
        }
    }

    private static void assertContains(String where, JsonNode whole, JsonNode part) {
        part.properties().forEach(field -> {
            String path = where + "/" + field.getKey();
            JsonNode there = whole.path(field.getKey());
            if (field.getValue().isObject()) {
                assertContains(path, there, field.getValue());
            } else {
                assertThat(there).as(path).isEqualTo(field.getValue());
            }
        });
    }

    private static void assertLeads(Path document, MatchResult link) {
        Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
        assertThat(target).as("%s: %s", document, link.group()).exists();
        if (link.group(2) != null) {
            assertThat(anchors(target)).as("%s: %s", document, link.group()).contains(link.group(2));
        }
    }

    /** Headings as links spell them. */
    private static List<String> anchors(Path document) {
        try {
            return HEADING.matcher(Files.readString(document))
                    .results()
                    .map(heading -> heading.group(1)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z0-9 -]", "")
                            .replace(' ', '-'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode yaml(String text) {
        return Serialization.unmarshal(text, JsonNode.class);
    }
}
