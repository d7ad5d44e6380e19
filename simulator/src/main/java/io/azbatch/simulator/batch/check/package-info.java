/**
 * What makes Batch refuse the settings of a pool beyond their form: values out of bounds, properties that exclude or need each other,
 * and things outside of the pool that are not there. The rules are those of the specification and of Microsoft's documents; where
 * nobody recorded a refusal, its code is that of the recorded ones and its reason is our own words.
 */
@NullMarked
package io.azbatch.simulator.batch.check;

import org.jspecify.annotations.NullMarked;
