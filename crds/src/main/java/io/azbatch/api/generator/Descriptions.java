package io.azbatch.api.generator;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the Javadoc of the records says of types and components, as plain text. */
final class Descriptions {

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> components = new HashMap<>();

    private Descriptions() {}

    /** @param sources folder with the Java files of the records */
    static Descriptions read(Path sources) throws IOException {
        Descriptions descriptions = new Descriptions();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null);
                var files = Files.list(sources)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(java));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                descriptions.scan(trees, unit);
            }
        }
        return descriptions;
    }

    private void scan(DocTrees trees, CompilationUnitTree unit) {
        new TreePathScanner<@Nullable Void, String>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, String outer) {
                String name = outer + type.getSimpleName();
                DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
                if (comment != null) {
                    note(name, comment);
                }
                return super.visitClass(type, name + ".");
            }
        }.scan(unit, "");
    }

    private void note(String type, DocCommentTree comment) {
        String body = text(comment.getFullBody());
        if (!body.isEmpty()) {
            types.put(type, body);
        }
        for (DocTree tag : comment.getBlockTags()) {
            if (tag instanceof ParamTree param) {
                components.put(type + "#" + param.getName(), text(param.getDescription()));
            }
        }
    }

    /** @param type simple name, with those of its outer types before it: {@code CustomImageSpec.Gallery} */
    Optional<String> ofType(String type) {
        return Optional.ofNullable(types.get(type));
    }

    Optional<String> ofComponent(String type, String component) {
        return Optional.ofNullable(components.get(type + "#" + component));
    }

    private static String text(List<? extends DocTree> trees) {
        StringBuilder text = new StringBuilder();
        trees.forEach(tree -> text.append(tree));
        return text.toString()
                .replaceAll("(?s)\\{@(?:code|link|literal)\\s+#?([^}]*)}", "$1")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
