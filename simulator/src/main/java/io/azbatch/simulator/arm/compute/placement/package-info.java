/**
 * What says where machines stand and what they may have: availability sets, proximity placement groups, dedicated hosts, capacity
 * reservations; and public keys, which are only kept. Of their codes only what the recordings of machines show is recorded.
 */
@NullMarked
package io.azbatch.simulator.arm.compute.placement;

import org.jspecify.annotations.NullMarked;
