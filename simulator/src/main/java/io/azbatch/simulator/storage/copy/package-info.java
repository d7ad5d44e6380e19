/**
 * Copies to blobs. One inside an account is over at once, as Azure only takes note of it; any other takes the time its bytes need,
 * on virtual time, can be aborted, and fails when its source may no longer be read.
 */
@NullMarked
package io.azbatch.simulator.storage.copy;

import org.jspecify.annotations.NullMarked;
