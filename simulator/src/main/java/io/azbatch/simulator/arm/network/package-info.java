/** What machines and accounts stand on: networks, kept as they were made but with their links, key vaults and identities. */
@NullMarked
package io.azbatch.simulator.arm.network;

import org.jspecify.annotations.NullMarked;
