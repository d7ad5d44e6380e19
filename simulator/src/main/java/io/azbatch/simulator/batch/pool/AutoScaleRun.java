package io.azbatch.simulator.batch.pool;

import java.time.Instant;
import java.util.Optional;

/**
 * One evaluation of a formula.
 *
 * @param at when
 * @param dedicated resulting target
 * @param spot resulting target
 * @param option resulting deallocation option
 * @param problem what is wrong with the formula, absent if nothing
 */
public record AutoScaleRun(Instant at, int dedicated, int spot, Deallocation option, Optional<String> problem) {
    /** {@code $TargetDedicatedNodes=3;$TargetLowPriorityNodes=0;$NodeDeallocationOption=requeue}. */
    public String results() {
        return "$TargetDedicatedNodes=" + dedicated + ";$TargetLowPriorityNodes=" + spot + ";$NodeDeallocationOption="
                + option.word();
    }
}
