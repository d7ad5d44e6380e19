/**
 * BatchPool: a pool of nodes that boot from a gallery image version.
 *
 * <p>{@code PoolReconciler} runs one pass: {@code PoolObserver} reads Kubernetes and Azure into a {@code PoolSnapshot};
 * {@code PoolDecision} walks its list of rules over that snapshot and names one {@code PoolStep}; {@code PoolPerformer}
 * takes it; {@code PoolStatusView} says what is so. The list has three parts. What must hold before Azure is touched:
 * annotation, credential, account, and that a pool of this id is ours. A pool that is not there: image and node agent
 * are resolved, then it is made. A pool that is there: what can be changed while tasks run is put back at once, its
 * nodes are waited for, and what needs an empty pool waits for the user's word. A pool that serves is never taken down
 * because its image, its account's catalogue or a gallery can not be read for a while.
 */
@NullMarked
package io.azbatch.operator.pool;

import org.jspecify.annotations.NullMarked;
