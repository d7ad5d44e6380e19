/**
 * How the demo tells its story: what it lays out, what it watches, what it prints.
 */
@NullMarked
package io.azbatch.testbed.demo;

import org.jspecify.annotations.NullMarked;
