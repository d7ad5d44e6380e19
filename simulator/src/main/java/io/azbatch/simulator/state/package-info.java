/**
 * The world: one lock, one moment, and an agenda of what will happen when.
 */
@NullMarked
package io.azbatch.simulator.state;

import org.jspecify.annotations.NullMarked;
