package io.azbatch.simulator.journal;

import java.time.Instant;

/**
 * A request as it came in.
 *
 * @param sequence 1 for the first, in the order of arrival
 * @param listener {@code arm}, {@code batch}, {@code entra} or {@code blob}
 * @param port of the listener: tells Batch accounts apart
 * @param method in capitals
 * @param path with query, as sent
 * @param apiVersion empty if there was none
 * @param operation stable name, such as {@code virtualMachines/deallocate}
 * @param write whether it asked for a change
 * @param requestBody as text; token requests without their secrets
 * @param clientRequestId {@code x-ms-client-request-id} or Batch's {@code client-request-id}, empty if there was none
 * @param requestId the id that the answer carries
 * @param userAgent empty if there was none
 * @param receivedAt real time
 * @param virtualTime virtual time
 */
public record Arrival(
        long sequence,
        String listener,
        int port,
        String method,
        String path,
        String apiVersion,
        String operation,
        boolean write,
        String requestBody,
        String clientRequestId,
        String requestId,
        String userAgent,
        Instant receivedAt,
        Instant virtualTime) {}
