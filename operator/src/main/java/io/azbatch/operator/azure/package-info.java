/**
 * The ports of {@code cloud} on the real Azure SDKs: the only place where SDK types appear.
 *
 * <p>One class per port turns one SDK client into domain words; {@code AzureErrors} is the one table of Azure's error
 * codes. Every call passes the same three gates in the HTTP pipeline: the write fence (not the leader: nothing is
 * sent), the rate budget of its credential (Azure said Retry-After: nothing is sent before), and the token of its
 * credential. The SDKs' own retries are off: what was refused is an answer, and the next pass decides.
 */
@NullMarked
package io.azbatch.operator.azure;

import org.jspecify.annotations.NullMarked;
