/**
 * Applications of a Batch account and their packages. Over ARM they are made, given a place in the account's storage, and activated
 * once their file lies there; the Batch service itself lists those that nodes can use, and pools and tasks refer to them.
 */
@NullMarked
package io.azbatch.simulator.batch.application;

import org.jspecify.annotations.NullMarked;
