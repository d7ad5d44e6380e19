package io.azbatch.simulator.batch.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a test decided about tasks that begin from now on; the last fitting word counts. Used inside a look at the world only. */
public final class TaskFates {
    private final List<Fate> fates = new ArrayList<>();

    /**
     * A decision.
     *
     * @param job id of the job, {@code *} for all
     * @param task id of the task, {@code *} for all
     * @param length how long a run takes, absent if it goes on until the test or a client ends it
     * @param exitCode how it ends
     */
    public record Fate(String job, String task, Optional<Duration> length, int exitCode) {
        private boolean covers(Task of) {
            return fits(job, of.job().name()) && fits(task, of.name());
        }

        private static boolean fits(String pattern, String name) {
            String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE)
                    .matcher(name)
                    .matches();
        }
    }

    public void decide(Fate fate) {
        fates.add(fate);
    }

    public void forget() {
        fates.clear();
    }

    Fate of(Task task, Duration usual) {
        return fates.reversed().stream()
                .filter(fate -> fate.covers(task))
                .findFirst()
                .orElse(new Fate("*", "*", Optional.of(usual), 0));
    }
}
