/**
 * What a test may turn: durations, quotas, page size, Retry-After.
 */
@NullMarked
package io.azbatch.simulator.settings;

import org.jspecify.annotations.NullMarked;
