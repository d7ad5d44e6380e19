/** Marketplace images: a small shelf of those that Azure Batch and its users start from. */
@NullMarked
package io.azbatch.simulator.arm.compute.marketplace;

import org.jspecify.annotations.NullMarked;
