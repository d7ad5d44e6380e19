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

    /** For logs: what came of it, with Azure's code where Azure said no. */
    default String told() {
        return switch (this) {
            case Nothing nothing -> "Nothing";
            case Taken taken -> "Taken";
            case Refused(Trouble trouble) -> "Refused: " + trouble.code();
        };
    }

    static Outcome of(Write write) {
        return switch (write) {
            case Write.Accepted accepted -> new Taken();
            case Write.Refused(Trouble trouble) -> new Refused(trouble);
        };
    }
}
