/**
 * Capture of a generalized machine whose disks are blobs: where the copies lie, what the template says, and what is refused. The copies
 * lie in the container {@code system} of the OS disk's own account, under a name that the machine's {@code vmId} decides, so a second
 * capture meets the first.
 */
@NullMarked
package io.azbatch.simulator.arm.compute.capture;

import org.jspecify.annotations.NullMarked;
