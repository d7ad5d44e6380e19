package io.azbatch.testbed.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints the story, a line each with the seconds since its beginning. Safe for use by many threads. */
public final class Narrator {
    private static final String MARGIN = " ".repeat(10);

    private final PrintStream out;
    private final long begunAt = System.nanoTime();

    public Narrator(PrintStream out) {
        this.out = out;
    }

    /** A heading, with an empty line before it. */
    public void chapter(String title) {
        out.println();
        out.println(title);
    }

    /** Something that happened just now. */
    public void tell(String what) {
        out.printf(Locale.ROOT, "%7.1f s %s%n", seconds(elapsed()), what);
    }

    /** Text that belongs to what was told last. */
    public void show(String text) {
        text.strip().lines().forEach(line -> out.println((MARGIN + line).stripTrailing()));
    }

    /** Text at the left margin, for tables that need the width. */
    public void print(String text) {
        out.println(text.stripTrailing());
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begunAt);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
