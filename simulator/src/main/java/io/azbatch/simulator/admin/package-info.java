/**
 * The side door for tests: journal, clock, faults, settings, principals and subscriptions as JSON; others may add doors of their own.
 */
@NullMarked
package io.azbatch.simulator.admin;

import org.jspecify.annotations.NullMarked;
