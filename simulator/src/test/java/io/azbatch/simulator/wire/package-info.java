/**
 * A simulator in this JVM and a client of it over TLS: what conformance tests and replays share.
 */
@NullMarked
package io.azbatch.simulator.wire;

import org.jspecify.annotations.NullMarked;
