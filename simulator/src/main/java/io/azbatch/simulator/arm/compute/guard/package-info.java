/**
 * What guards the content of disks: disk accesses, through which alone a private disk is exported, and disk encryption sets, whose
 * keys disks are encrypted with.
 */
@NullMarked
package io.azbatch.simulator.arm.compute.guard;

import org.jspecify.annotations.NullMarked;
