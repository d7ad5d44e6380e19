package io.azbatch.simulator.batch.answer;

import java.util.ArrayList;
import java.util.List;

/**
 * An error of the Batch service, before it is written for one request.
 *
 * @param status HTTP status
 * @param code such as {@code PoolBeingResized}
 * @param message without the request id and time that the answer adds
 * @param values details, empty for none
 */
public record BatchError(int status, String code, String message, List<Detail> values) {
    /** One entry of {@code values}. */
    public record Detail(String key, String value) {}

    public BatchError {
        values = List.copyOf(values);
    }

    /** An error without details. */
    public static BatchError of(int status, String code, String message) {
        return new BatchError(status, code, message, List.of());
    }

    /** The same with one more detail. */
    public BatchError with(String key, String value) {
        List<Detail> more = new ArrayList<>(values);
        more.add(new Detail(key, value));
        return new BatchError(status, code, message, more);
    }

    /** Ready to be thrown. */
    public BatchRefusal refusal() {
        return new BatchRefusal(this);
    }
}
