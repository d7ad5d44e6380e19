package io.azbatch.simulator.batch.pool;

import java.time.Instant;
import java.util.Optional;

/**
 * A run of the start task on a node.
 *
 * @param started when it began
 * @param ended when it ended, absent while it runs
 * @param exitCode of the command line, 0 while it runs
 */
public record StartTaskRun(Instant started, Optional<Instant> ended, int exitCode) {
    public static StartTaskRun begin(Instant now) {
        return new StartTaskRun(now, Optional.empty(), 0);
    }

    public StartTaskRun end(Instant now, int code) {
        return new StartTaskRun(started, Optional.of(now), code);
    }
}
