/**
 * The world: one lock, an agenda of what will happen when, and the names of all resources.
 */
@NullMarked
package io.azbatch.simulator.state;

import org.jspecify.annotations.NullMarked;
