/**
 * Deployments of ARM templates, as far as tools need them that make their machines by one: parameters, variables, conditions, dependencies,
 * outputs and the common functions. Each resource is put as a caller would put it, one after the other. Loops, nested and linked templates
 * and deployments outside of a group are refused, and the refusal says that they are not simulated.
 */
@NullMarked
package io.azbatch.simulator.arm.deployment;

import org.jspecify.annotations.NullMarked;
