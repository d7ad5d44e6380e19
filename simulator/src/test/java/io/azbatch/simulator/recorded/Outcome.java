package io.azbatch.simulator.recorded;

import java.util.List;

/** What became of one exchange. */
sealed interface Outcome {
    /**
     * Replayed and compared.
     *
     * @param differences all of them
     * @param fields how many headers and fields of the body were looked at
     */
    record Compared(List<Difference> differences, int fields) implements Outcome {
        public Compared {
            differences = List.copyOf(differences);
        }
    }

    /** Left out, and why. */
    record NotReplayed(String reason) implements Outcome {}
}
