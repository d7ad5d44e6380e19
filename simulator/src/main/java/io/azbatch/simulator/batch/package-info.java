/**
 * Azure Batch: accounts over ARM ({@code account}), and for each of them the Batch service on a listener of its own
 * ({@code service}). Pools and nodes live in virtual time ({@code pool}); what they are made from is judged against the simulated
 * galleries ({@code image}).
 */
@NullMarked
package io.azbatch.simulator.batch;

import org.jspecify.annotations.NullMarked;
