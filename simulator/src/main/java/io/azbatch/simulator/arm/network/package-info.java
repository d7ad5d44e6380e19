/** What machines and accounts stand on: networks, kept as they were made but with their links, and storage accounts and key vaults. */
@NullMarked
package io.azbatch.simulator.arm.network;

import org.jspecify.annotations.NullMarked;
