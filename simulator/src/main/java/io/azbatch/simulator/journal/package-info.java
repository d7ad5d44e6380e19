/**
 * What reached the simulator, in the order of arrival, and whether it took effect.
 */
@NullMarked
package io.azbatch.simulator.journal;

import org.jspecify.annotations.NullMarked;
