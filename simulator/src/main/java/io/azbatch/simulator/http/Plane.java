package io.azbatch.simulator.http;

/** A service behind a listener: knows its own forms of refusal, and answers. */
public interface Plane {
    /** Which service this is. */
    ListenerKind kind();

    /** Answers a request; never throws for what a caller may do wrong. */
    Response handle(Request request);

    /** What the request is called in journal and faults, without looking at the world. */
    Operation operation(Request request);

    /** A refusal as this service forms it; used by faults. */
    Response refusal(Request request, int status, String code, String message);

    /**
     * What a request wants.
     *
     * @param name stable name such as {@code galleries/images/versions PUT}; {@code unknown} if there is none
     * @param write whether it changes something
     */
    record Operation(String name, boolean write) {}
}
