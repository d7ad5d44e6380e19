/**
 * Batch accounts as Azure Resource Manager shows them. Long operations of this provider are polled by {@code Location} alone, and one
 * that fails answers its poll with the error itself.
 *
 * <p>In Azure an account's endpoint is a host of its own; here it is a listener of its own on the loopback interface, opened with the
 * account and closed with it.
 */
@NullMarked
package io.azbatch.simulator.batch.account;

import org.jspecify.annotations.NullMarked;
