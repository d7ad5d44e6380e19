package io.azbatch.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A fault as it was asked for.
 *
 * @param id given by the simulator
 * @param match which requests it counts
 * @param nth the first matching request that it spoils, 1 for the very first
 * @param times how many it spoils from there on; 0 for all
 * @param action what it does
 * @param source the JSON it was made from
 */
public record Fault(String id, FaultMatch match, int nth, int times, FaultAction action, JsonNode source) {

    /** Whether the {@code count}th matching request is one to spoil. */
    boolean spoils(int count) {
        return count >= nth && (times == 0 || count < nth + times);
    }
}
