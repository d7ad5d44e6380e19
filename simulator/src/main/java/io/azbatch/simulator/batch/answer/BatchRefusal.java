package io.azbatch.simulator.batch.answer;

/** Thrown instead of an answer by whoever will not do what was asked, before anything was changed. */
public final class BatchRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient BatchError error;

    BatchRefusal(BatchError error) {
        super(error.status() + " " + error.code(), null, false, false);
        this.error = error;
    }

    public BatchError error() {
        return error;
    }
}
