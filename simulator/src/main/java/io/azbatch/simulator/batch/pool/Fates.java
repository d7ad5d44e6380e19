package io.azbatch.simulator.batch.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a test decided about nodes that boot from now on; the last fitting word counts. Used inside a look at the world only. */
public final class Fates {
    private final List<Fate> fates = new ArrayList<>();

    /**
     * A decision.
     *
     * @param account name of the Batch account, {@code *} for all
     * @param pool id of the pool, {@code *} for all
     * @param usable whether nodes come up at all, or end as {@code unusable}
     * @param startTaskExitCode exit code of start tasks
     */
    public record Fate(String account, String pool, boolean usable, int startTaskExitCode) {
        boolean covers(Pool of) {
            return fits(account, of.id().parent().orElseThrow().name()) && fits(pool, of.name());
        }

        private static boolean fits(String pattern, String name) {
            String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE)
                    .matcher(name)
                    .matches();
        }
    }

    private static final Fate GOOD = new Fate("*", "*", true, 0);

    public void decide(Fate fate) {
        fates.add(fate);
    }

    public void forget() {
        fates.clear();
    }

    Fate of(Pool pool) {
        return fates.reversed().stream()
                .filter(fate -> fate.covers(pool))
                .findFirst()
                .orElse(GOOD);
    }
}
