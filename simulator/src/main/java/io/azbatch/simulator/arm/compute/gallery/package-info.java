/**
 * Azure Compute Gallery: galleries hold image definitions, definitions hold versions, and a version is copied into its target regions.
 * A version's long operation ends when the region it was made in has it; the other regions follow, each with its own progress, so
 * {@code Succeeded} does not say that a version can be used everywhere.
 */
@NullMarked
package io.azbatch.simulator.arm.compute.gallery;

import org.jspecify.annotations.NullMarked;
