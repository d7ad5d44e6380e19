package io.azbatch.simulator.recorded;

import io.azbatch.simulator.wire.Answer;
import java.util.Optional;
import java.util.Set;

/** What lies beyond the simulator or beyond the recording: why an exchange cannot be compared. */
final class Beyond {
    private static final Set<String> UNKNOWN_TO_ARM =
            Set.of("InvalidResourceType", "HttpMethodNotAllowed", "InvalidResourceNamespace");
    private static final Set<String> WITHOUT_BODY =
            Set.of("MissingRequestBody", "InvalidRequestBody", "MissingRequiredProperty");

    private Beyond() {}

    /** Read from the recording alone. */
    static Optional<String> reason(Exchange exchange) {
        if (exchange.address().isBatch() && exchange.address().apiVersion().startsWith("2016")) {
            return Optional.of(
                    "not simulated: api-version " + exchange.address().apiVersion());
        }
        if (exchange.address().query().contains("skiptoken")) {
            return Optional.of("the address of a page that only the recorded service could make");
        }
        if (exchange.address().operation().equals("GET jobs/{}/tasks/{}/files/{}") && !exchange.refused()) {
            return Optional.of("what the program of a task wrote");
        }
        if (exchange.address().operation().equals("GET batchAccounts/privateEndpointConnections list")
                && !exchange.body().path("value").isEmpty()) {
            return Optional.of("a private endpoint, which is not simulated");
        }
        String text = exchange.refused() ? exchange.body().toString() : "";
        if (text.contains("is in a different subscription")) {
            return Optional.of("the recorder wrote one subscription's id for two");
        }
        if (text.contains("applicationLicenses is not enabled")) {
            return Optional.of("a feature that the recorded account did not have");
        }
        return Optional.empty();
    }

    /**
     * Read from our answer too.
     *
     * @param alone whether nothing else of its recording was kept
     */
    static Optional<String> reason(Exchange exchange, Answer answer, boolean alone) {
        String code = answer.errorCode();
        if (code.equals(exchange.errorCode())) {
            return Optional.empty();
        }
        if (alone && exchange.address().isBatch() && (exchange.status() == 409 || exchange.status() == 412)) {
            return Optional.of("nothing in the recording tells what was there before");
        }
        if (code.equals("NoRegisteredProviderFound")) {
            return Optional.of(
                    "not simulated: api-version " + exchange.address().apiVersion());
        }
        if (UNKNOWN_TO_ARM.contains(code) || unknownToBatch(exchange, code)) {
            return Optional.of("not simulated: " + exchange.address().operation());
        }
        if (!exchange.bodyRecorded() && WITHOUT_BODY.contains(code)) {
            return Optional.of("the recorder did not keep the request's body");
        }
        if (!exchange.bodyRecorded() && code.equals("OperationInvalidForCurrentState")) {
            return Optional.of("after a change that was not replayed");
        }
        return Optional.empty();
    }

    private static boolean unknownToBatch(Exchange exchange, String code) {
        return exchange.address().isBatch() && code.equals("ResourceNotFound");
    }

    /**
     * Azure knew something that the recording does not make: it was made before, by another provider, or by an exchange
     * that was not replayed. Not so for what this replay has made itself: there a missing resource is a difference.
     */
    static Optional<String> missing(Exchange exchange, Answer answer, boolean madeHere) {
        boolean absent = answer.status() == 404
                || answer.status() == 204 && exchange.method().equals("DELETE");
        return absent && !exchange.refused() && exchange.status() != answer.status() && !madeHere
                ? Optional.of("about something that was made outside of the recording or not replayed")
                : Optional.empty();
    }
}
