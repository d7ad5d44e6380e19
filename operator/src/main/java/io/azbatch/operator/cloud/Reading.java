package io.azbatch.operator.cloud;

import java.util.Optional;
import java.util.function.Function;

/** The answer of a read. */
public sealed interface Reading<T> {

    /** It is there. */
    record Present<T>(T value) implements Reading<T> {}

    /** Azure says that it is not there. */
    record Absent<T>(String code, String message) implements Reading<T> {}

    /** It could not be read. */
    record Unread<T>(Trouble trouble) implements Reading<T> {}

    /** Nobody looked, because the answer could not matter. */
    record NotLooked<T>() implements Reading<T> {}

    static <T> Reading<T> present(T value) {
        return new Present<>(value);
    }

    static <T> Reading<T> notLooked() {
        return new NotLooked<>();
    }

    default Optional<T> found() {
        return this instanceof Present<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    default Optional<Trouble> unread() {
        return this instanceof Unread<T>(Trouble trouble) ? Optional.of(trouble) : Optional.empty();
    }

    default boolean isAbsent() {
        return this instanceof Absent<T>;
    }

    /** Looks further from what is there; anything else is handed on, as nobody looked where nothing is. */
    default <U> Reading<U> then(Function<T, Reading<U>> next) {
        return switch (this) {
            case Present<T>(T value) -> next.apply(value);
            case Absent<T> absent -> new NotLooked<>();
            case Unread<T>(Trouble trouble) -> new Unread<>(trouble);
            case NotLooked<T> notLooked -> new NotLooked<>();
        };
    }
}
