/**
 * Simulated time. Everything that takes long in Azure runs on it; token lifetimes do not.
 */
@NullMarked
package io.azbatch.simulator.clock;

import org.jspecify.annotations.NullMarked;
