/**
 * Trouble on demand: a fault waits for a request that matches and then spoils it in exactly one way.
 */
@NullMarked
package io.azbatch.simulator.fault;

import org.jspecify.annotations.NullMarked;
