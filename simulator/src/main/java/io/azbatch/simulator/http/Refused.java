package io.azbatch.simulator.http;

/**
 * Thrown by a handler that will not do what it was asked, before it has changed anything. Carries the finished answer, which must be
 * a refusal (status 400 or above, or 304).
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Response response;

    public Refused(Response response) {
        super(response.status() + " " + response.errorCode(), null, false, false);
        this.response = response;
    }

    public Response response() {
        return response;
    }
}
