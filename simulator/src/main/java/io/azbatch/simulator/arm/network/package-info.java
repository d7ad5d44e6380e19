/** What machines and accounts stand on: networks, key vaults and identities, kept as they were made. */
@NullMarked
package io.azbatch.simulator.arm.network;

import org.jspecify.annotations.NullMarked;
