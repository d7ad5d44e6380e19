/**
 * The store behind the blob service: Azurite as a child process, started when the first request needs it, reached by its own key on
 * the loopback interface, and ended with the simulator. Nobody outside of the simulator talks to it.
 */
@NullMarked
package io.azbatch.simulator.storage.azurite;

import org.jspecify.annotations.NullMarked;
