/**
 * HTTP without Azure: request and response values, a router by method and path template, TLS listeners on the loopback
 * interface. A {@link io.azbatch.simulator.http.Plane} is what stands behind a listener.
 */
@NullMarked
package io.azbatch.simulator.http;

import org.jspecify.annotations.NullMarked;
