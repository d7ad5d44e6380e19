/**
 * Azure, seen from outside: the simulator as a process, its side door for tests, and a plain REST client with which tests
 * lay out what a user already has and look at what came of it. Nothing here shares code with the operator or with the
 * simulator, so neither can hide a mistake of the other.
 */
@NullMarked
package io.azbatch.testbed.azure;

import org.jspecify.annotations.NullMarked;
