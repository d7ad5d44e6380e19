/**
 * The operator as it ships: its jar as a process, told everything by environment variables.
 */
@NullMarked
package io.azbatch.testbed.operator;

import org.jspecify.annotations.NullMarked;
