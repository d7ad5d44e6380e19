package io.azbatch.simulator.arm.compute.runcommand;

import java.time.Duration;

/**
 * What a script comes to.
 *
 * @param exitCode 0 for success
 * @param output what it prints
 * @param error what it prints as errors
 * @param duration virtual time that it runs
 */
record ScriptOutcome(int exitCode, String output, String error, Duration duration) {}
