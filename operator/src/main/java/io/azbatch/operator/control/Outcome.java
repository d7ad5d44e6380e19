package io.azbatch.operator.control;

import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.Write;

/** What came of performing a step. */
public sealed interface Outcome {

    /** There was nothing to do but to look. */
    record Nothing() implements Outcome {}

    /** The effect was taken; what comes of it shows in the next pass. */
    record Taken() implements Outcome {}

    /** Azure did not take it. */
    record Refused(Trouble trouble) implements Outcome {}

    static Outcome of(Write write) {
        return switch (write) {
            case Write.Accepted accepted -> new Taken();
            case Write.Refused(Trouble trouble) -> new Refused(trouble);
        };
    }
}
