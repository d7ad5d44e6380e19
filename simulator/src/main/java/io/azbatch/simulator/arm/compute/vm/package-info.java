/**
 * Virtual machines with their extensions. A machine has three faces that Azure keeps apart: the model (what was asked for, GET), the
 * provisioning state (how the last write went) and the instance view (power, guest, generalised or not). Only the last one tells that
 * a machine is stopped or generalised.
 *
 * <p>While a write is under way the machine is busy, and refuses the others; deletion alone overtakes.
 */
@NullMarked
package io.azbatch.simulator.arm.compute.vm;

import org.jspecify.annotations.NullMarked;
