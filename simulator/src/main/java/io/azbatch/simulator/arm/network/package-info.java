/** What machines and accounts stand on: networks, storage accounts and key vaults, kept as they were made. */
@NullMarked
package io.azbatch.simulator.arm.network;

import org.jspecify.annotations.NullMarked;
