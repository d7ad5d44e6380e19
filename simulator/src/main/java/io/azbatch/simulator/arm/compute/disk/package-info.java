/** Managed disks. A disk of a machine is made, attached and released by the machine's room through {@code Disks}. */
@NullMarked
package io.azbatch.simulator.arm.compute.disk;

import org.jspecify.annotations.NullMarked;
