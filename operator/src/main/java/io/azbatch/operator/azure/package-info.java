/**
 * The ports of {@code cloud} on the real Azure SDKs: the only place where SDK types appear.
 *
 * <p>One class per port turns one SDK client into domain words, with a {@code *Reading} for what comes back and a
 * {@code *Bodies} for what is sent. Below them there is one of everything, for both planes and for Entra: one transport
 * ({@code Transport}: TLS, connections, time limits), one gate per credential and scope ({@code Gate}), one table of errors
 * ({@code AzureErrors}). The Batch client, which would bring an HTTP stack of its own, is led through the same transport.
 *
 * <p>On its way out every request passes the write fence (not the leader: nothing is sent), the rate budget of its
 * credential and scope (Azure asked for a pause, or we are near its limits: nothing is sent) and gets its token. The SDKs' own
 * retries and pollers are not used: one decision is one request, its first answer is the answer, and the next pass
 * decides. What Azure refuses leaves the gate as a {@code Refusal} and becomes a value in {@code Calls}; it never leaves
 * this package.
 *
 * <p>Reads go through {@code SharedReads}: whoever asks for the same with the same credential shares one answer for a
 * short while, until a write of ours in that scope ends it. A long operation that failed tells why only at its own URL,
 * which {@code OperationTrail} keeps.
 */
@NullMarked
package io.azbatch.operator.azure;

import org.jspecify.annotations.NullMarked;
