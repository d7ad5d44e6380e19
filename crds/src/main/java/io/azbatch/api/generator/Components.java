package io.azbatch.api.generator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Default;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a record component says of the field it becomes. */
final class Components {

    private Components() {}

    static String jsonName(RecordComponent component) {
        return annotation(component, JsonProperty.class)
                .map(JsonProperty::value)
                .filter(name -> !name.isEmpty())
                .orElse(component.getName());
    }

    /** Neither nullable, nor with a default, nor a list or a map that may be left out. */
    static boolean isRequired(RecordComponent component) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean defaulted = annotation(component, Default.class).isPresent();
        return !nullable
                && !defaulted
                && !isMap(component)
                && !component.getType().equals(List.class);
    }

    /** Names that the user chooses, with texts. */
    static boolean isMap(RecordComponent component) {
        return component.getType().equals(Map.class);
    }

    /** Whether it is written by the operator alone. */
    static boolean inStatus(RecordComponent component) {
        Class<?> type = component.getDeclaringRecord();
        while (type.getEnclosingClass() != null) {
            type = type.getEnclosingClass();
        }
        return type.getSimpleName().endsWith("Status");
    }

    /** What a list holds; empty for what is not a list. */
    static Optional<Class<?>> itemType(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType type
                        && type.getRawType().equals(List.class)
                ? Optional.of((Class<?>) type.getActualTypeArguments()[0])
                : Optional.empty();
    }

    /** An annotation of a component stands on its field or its accessor, as its target allows. */
    private static <A extends java.lang.annotation.Annotation> Optional<A> annotation(
            RecordComponent component, Class<A> type) {
        AnnotatedElement field = Arrays.stream(component.getDeclaringRecord().getDeclaredFields())
                .filter(candidate -> candidate.getName().equals(component.getName()))
                .findFirst()
                .orElseThrow();
        return Optional.ofNullable(field.getAnnotation(type))
                .or(() -> Optional.ofNullable(component.getAccessor().getAnnotation(type)));
    }
}
