package io.azbatch.testbed.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that a schema demands of a field.
 *
 * @param field path, items of lists as {@code []}; empty for the object itself
 * @param type {@code required}, {@code maxLength} and so on
 * @param message of a rule, which is what tells rules of a field apart; else empty
 */
record Constraint(String field, String type, String message) implements Comparable<Constraint> {

    /** Under which key the corpus has the value of a map that it is about: the server names the key in its refusal. */
    private static final String ANY_KEY = "each";

    /** All that the schema demands of the spec and of the object as a whole; what it demands of a status is not the user's. */
    static Set<Constraint> of(CustomResourceDefinition crd) {
        JSONSchemaProps root =
                crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        Set<Constraint> found = new TreeSet<>();
        walk("", root, found);
        return found;
    }

    private static void walk(String field, JSONSchemaProps schema, Set<Constraint> found) {
        BiConsumer<String, Object> bound = (type, value) -> {
            if (value != null) {
                found.add(new Constraint(field, type, ""));
            }
        };
        bound.accept("minimum", schema.getMinimum());
        bound.accept("maximum", schema.getMaximum());
        bound.accept("minLength", schema.getMinLength());
        bound.accept("maxLength", schema.getMaxLength());
        bound.accept("minItems", schema.getMinItems());
        bound.accept("maxItems", schema.getMaxItems());
        bound.accept("maxProperties", schema.getMaxProperties());
        bound.accept("pattern", schema.getPattern());
        bound.accept("format", schema.getFormat());
        bound.accept("enum", nonEmpty(schema.getEnum()));
        bound.accept("type", type(schema));
        for (var rule : Objects.requireNonNullElse(schema.getXKubernetesValidations(), List.<ValidationRule>of())) {
            found.add(new Constraint(field, "rule", rule.getMessage()));
        }
        for (String name : Objects.requireNonNullElse(schema.getRequired(), List.<String>of())) {
            found.add(new Constraint(child(field, name), "required", ""));
        }
        inside(field, schema, found);
    }

    private static void inside(String field, JSONSchemaProps schema, Set<Constraint> found) {
        Objects.requireNonNullElse(schema.getProperties(), Map.<String, JSONSchemaProps>of())
                .forEach((name, inner) -> {
                    if (!child(field, name).equals("status")) {
                        walk(child(field, name), inner, found);
                    }
                });
        if (schema.getAdditionalProperties() != null) {
            walk(child(field, ANY_KEY), schema.getAdditionalProperties().getSchema(), found);
        }
        if (schema.getItems() != null) {
            if (!"atomic".equals(schema.getXKubernetesListType())) {
                found.add(new Constraint(field + "[]", "unique", ""));
            }
            walk(field + "[]", schema.getItems().getSchema(), found);
        }
    }

    /** Types that people get wrong; a map or a list in the place of a text is the same everywhere. */
    private static @Nullable String type(JSONSchemaProps schema) {
        boolean number = "integer".equals(schema.getType()) || "boolean".equals(schema.getType());
        return number || Boolean.TRUE.equals(schema.getXKubernetesIntOrString()) ? "type" : null;
    }

    private static @Nullable Object nonEmpty(@Nullable List<?> list) {
        return Optional.ofNullable(list).filter(values -> !values.isEmpty()).orElse(null);
    }

    private static String child(String field, String name) {
        return field.isEmpty() ? name : field + "." + name;
    }

    @Override
    public int compareTo(Constraint other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return field + " " + type + (message.isEmpty() ? "" : ": " + message);
    }
}
