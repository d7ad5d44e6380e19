package io.azbatch.simulator.recorded;

import java.util.List;

/** What became of one exchange. */
sealed interface Outcome {
    /** Replayed and compared. */
    record Compared(List<Difference> differences) implements Outcome {
        public Compared {
            differences = List.copyOf(differences);
        }
    }

    /** Left out, and why. */
    record NotReplayed(String reason) implements Outcome {}
}
