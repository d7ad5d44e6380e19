/** The forms of bodies of the Batch service: which properties there are at any depth, of which type, and which must be there. */
@NullMarked
package io.azbatch.simulator.batch.form;

import org.jspecify.annotations.NullMarked;
