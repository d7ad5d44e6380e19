package io.azbatch.simulator.arm.compute.runcommand;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What scripts answer, and which were run. Used inside a look at the world only. */
public final class Scripts {
    private final List<Told> told = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();

    /**
     * A word about scripts to come. The word given last is asked first.
     *
     * @param machine name of machines; {@code *} stands for any letters
     * @param contains text that the script must have, empty for any script
     * @param outcome what becomes of it
     * @param times how often it is still good; 0 and less for ever
     */
    record Told(String machine, String contains, ScriptOutcome outcome, int times) {

        boolean isAbout(String name, String script) {
            return Pattern.compile(Pattern.quote(machine).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE)
                            .matcher(name)
                            .matches()
                    && script.contains(contains);
        }
    }

    /**
     * A script that was begun.
     *
     * @param machine its name
     * @param script its text, an address where the text lies elsewhere, or the id of a command
     * @param at virtual time
     * @param outcome what became of it
     */
    record Run(String machine, String script, Instant at, ScriptOutcome outcome) {}

    void tell(Told word) {
        told.addFirst(word);
    }

    void forget() {
        told.clear();
        runs.clear();
    }

    List<Run> runs() {
        return List.copyOf(runs);
    }

    /** Begins a script: what it will come to. */
    ScriptOutcome begin(String machine, String script, Instant now) {
        Optional<Told> word =
                told.stream().filter(one -> one.isAbout(machine, script)).findFirst();
        word.filter(one -> one.times() > 0).ifPresent(this::spend);
        ScriptOutcome outcome = word.map(Told::outcome).orElseGet(() -> new ScriptOutcome(0, "", "", Duration.ZERO));
        runs.add(new Run(machine, script, now, outcome));
        return outcome;
    }

    private void spend(Told word) {
        int place = told.indexOf(word);
        if (word.times() == 1) {
            told.remove(place);
        } else {
            told.set(place, new Told(word.machine(), word.contains(), word.outcome(), word.times() - 1));
        }
    }
}
