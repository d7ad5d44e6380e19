package io.azbatch.testbed;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A part of a road at whose end everything rests. What the next one begins from is compared with the calm run there, so
 * the operator may be killed once in every stage of the same run.
 *
 * @param drive asks something of the operator and returns when all is as declared
 * @param writes all writes to Azure of a calm run, in order. Another write means other places to be killed at: then this
 *     list wants a thought.
 * @param leftOut those of them that are no place to be killed at here: on another road the same rule of the decision takes
 *     the same step on the same kind of thing, and what that rule looks at does not differ
 */
record CrashStage(Consumer<Scene> drive, List<String> writes, Set<String> leftOut) {

    static CrashStage of(Consumer<Scene> drive, String... writes) {
        return new CrashStage(drive, List.of(writes), Set.of());
    }

    CrashStage leavingOut(String... operations) {
        return new CrashStage(drive, writes, Set.of(operations));
    }

    boolean killsAt(String operation) {
        return !leftOut.contains(operation);
    }
}
