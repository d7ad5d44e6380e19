package io.azbatch.operator.azure;

import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.Write;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** How every port asks and tells Azure: exceptions of the SDKs become values, bugs stay exceptions. */
final class Calls {

    private final SharedReads shared;
    private final Duration age;

    /** @param age how old a shared read may be */
    Calls(SharedReads shared, Duration age) {
        this.shared = shared;
        this.age = age;
    }

    /** A read that serves everybody who asks for the same with the same credential. */
    <T> Reading<T> read(Credential credential, String what, String scope, Supplier<T> ask) {
        return read(credential, what, scope, age, ask);
    }

    /** The same for what changes rarely. */
    <T> Reading<T> read(Credential credential, String what, String scope, Duration age, Supplier<T> ask) {
        return shared.get(credential, what, scope, age, () -> attempt(ask));
    }

    /** Sends a write; whatever came of it, what was read in its scope before is not shared any more. */
    Write write(String scope, Runnable send) {
        try {
            send.run();
            return Write.accepted();
        } catch (RuntimeException failure) {
            return new Write.Refused(trouble(failure).orElseThrow(() -> failure));
        } finally {
            shared.forget(scope);
        }
    }

    /** An operation has ended that changed what is in this scope: what was read there before is not shared any more. */
    void forget(String scope) {
        shared.forget(scope);
    }

    private static <T> Reading<T> attempt(Supplier<T> ask) {
        try {
            return Reading.present(ask.get());
        } catch (RuntimeException failure) {
            Trouble trouble = trouble(failure).orElseThrow(() -> failure);
            return trouble instanceof Trouble.NotFound(String code, String message)
                    ? new Reading.Absent<>(code, message)
                    : new Reading.Unread<>(trouble);
        }
    }

    /** Turns what was found once more, without asking again. */
    static <T, U> Reading<U> map(Reading<T> reading, Function<T, U> turn) {
        return switch (reading) {
            case Reading.Present<T>(T value) -> Reading.present(turn.apply(value));
            case Reading.Absent<T>(String code, String message) -> new Reading.Absent<>(code, message);
            case Reading.Unread<T>(Trouble trouble) -> new Reading.Unread<>(trouble);
            case Reading.NotLooked<T> notLooked -> new Reading.NotLooked<>();
        };
    }

    /** The trouble that an exception of an SDK stands for; empty when it is a bug. */
    static Optional<Trouble> trouble(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return Optional.of(refusal.trouble());
            }
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof InterruptedException) {
                return Optional.of(AzureErrors.unreachable(cause));
            }
        }
        return Optional.empty();
    }
}
