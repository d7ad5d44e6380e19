package io.azbatch.testbed.azure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that reached the simulated Azure, and what became of it.
 *
 * @param sequence in the order of arrival
 * @param listener {@code arm}, {@code batch}, {@code entra} or {@code blob}
 * @param port of the listener: tells Batch accounts apart
 * @param path with query, as sent
 * @param operation stable name, such as {@code virtualMachines/deallocate}
 * @param write whether it asked for a change
 * @param status of the answer, absent while under way and where none was formed
 * @param applied whether a write took effect
 * @param answered whether the answer was written to the caller
 * @param errorCode empty when Azure did not refuse
 * @param receivedAt real time
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JournalEntry(
        long sequence,
        String listener,
        int port,
        String method,
        String path,
        String operation,
        boolean write,
        @Nullable Integer status,
        boolean applied,
        boolean answered,
        String errorCode,
        String requestBody,
        String userAgent,
        Instant receivedAt) {

    /** User agent of the testbed's own requests. */
    static final String TESTBED = "azbatch-testbed";

    /** Whether the testbed itself asked, as the user of Azure that it plays. */
    public boolean byTestbed() {
        return userAgent.equals(TESTBED);
    }

    /** The path without its query. */
    public String resource() {
        return path.split("\\?", 2)[0];
    }

    @Override
    public String toString() {
        return sequence + " " + operation + " " + method + " " + path + " -> " + (status == null ? "-" : status)
                + (errorCode.isEmpty() ? "" : " " + errorCode) + (applied ? " applied" : "")
                + (answered ? "" : " unanswered");
    }
}
