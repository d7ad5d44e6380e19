/** Managed images: made of a generalized machine, a disk, a snapshot or a blob, and sources of machines and gallery versions. */
@NullMarked
package io.azbatch.simulator.arm.compute.image;

import org.jspecify.annotations.NullMarked;
