/** Virtual machine sizes: a realistic choice, what each can do, and how much of the quota is used. */
@NullMarked
package io.azbatch.simulator.arm.compute.sku;

import org.jspecify.annotations.NullMarked;
