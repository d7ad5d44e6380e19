/**
 * Programs of a run: started in one place, watched, stopped by their own process id and cleaned up after.
 */
@NullMarked
package io.azbatch.testbed.process;

import org.jspecify.annotations.NullMarked;
