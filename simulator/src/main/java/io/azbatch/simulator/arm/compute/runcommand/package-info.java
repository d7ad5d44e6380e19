/**
 * Scripts that run inside machines: by the action {@code runCommand}, whose result is the operation's, and as resources
 * {@code runCommands}, whose result is in their instance view. No script is executed; what each answers is told through the admin
 * endpoint ({@link io.azbatch.simulator.arm.compute.runcommand.ScriptsDoor}), and without word it succeeds and prints nothing.
 */
@NullMarked
package io.azbatch.simulator.arm.compute.runcommand;

import org.jspecify.annotations.NullMarked;
