package io.azbatch.simulator.arm.compute.gallery;

import java.util.Comparator;

/**
 * A version number.
 *
 * @param major first number
 * @param minor second number
 * @param patch third number
 */
public record Number3(int major, int minor, int patch) implements Comparable<Number3> {
    private static final Comparator<Number3> ORDER = Comparator.comparingInt(Number3::major)
            .thenComparingInt(Number3::minor)
            .thenComparingInt(Number3::patch);

    /**
     * @throws IllegalArgumentException if the text is not three 32-bit integers with dots between them
     */
    static Number3 parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || !text.matches("[0-9.]+")) {
            throw new IllegalArgumentException("not a version: " + text);
        }
        return new Number3(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public int compareTo(Number3 other) {
        return ORDER.compare(this, other);
    }
}
