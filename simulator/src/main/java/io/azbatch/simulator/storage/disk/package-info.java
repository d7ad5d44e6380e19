/**
 * The contents of managed disks and snapshots, as the blob service shows them while Compute grants access: fixed VHDs of the disk's
 * true size, sparse in the store.
 */
@NullMarked
package io.azbatch.simulator.storage.disk;

import org.jspecify.annotations.NullMarked;
