package io.azbatch.simulator.batch.answer;

import io.azbatch.simulator.http.Request;

/** How many items a caller wants on a page. */
public final class MaxResults {
    private MaxResults() {}

    /** What {@code maxresults} says, the most if it is not there; refused if it is out of bounds. */
    public static int read(Request request, int most) {
        String text = request.query().get("maxresults").orElse(Integer.toString(most));
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Errors.invalidQuery("maxresults", text, "MaxResults must be a number")
                    .refusal();
        }
        if (number < 1) {
            throw Errors.invalidQuery("maxresults", text, "MaxResults cannot be less than 1")
                    .refusal();
        }
        if (number > most) {
            throw Errors.invalidQuery("maxresults", text, "MaxResults cannot be greater than " + most)
                    .refusal();
        }
        return number;
    }
}
