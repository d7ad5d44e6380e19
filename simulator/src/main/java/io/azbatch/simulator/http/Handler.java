package io.azbatch.simulator.http;

/** Answers one kind of request. Called while the world's lock is held and everything due has happened. */
@FunctionalInterface
public interface Handler {
    /**
     * @throws Refused instead of an answer, before anything was changed
     */
    Response handle(Request request);
}
