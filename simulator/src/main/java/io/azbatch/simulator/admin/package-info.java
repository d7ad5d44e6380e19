/**
 * The side door for tests: journal, clock, faults, settings and principals as JSON.
 */
@NullMarked
package io.azbatch.simulator.admin;

import org.jspecify.annotations.NullMarked;
