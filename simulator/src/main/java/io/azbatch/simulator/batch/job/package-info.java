/**
 * Jobs, their tasks, and job schedules. Tasks wait until their job's pool has a node with room, run there for a while of virtual
 * time, and end as fate has it; whatever takes a node away decides what becomes of the tasks on it. Nothing here knows HTTP.
 */
@NullMarked
package io.azbatch.simulator.batch.job;

import org.jspecify.annotations.NullMarked;
