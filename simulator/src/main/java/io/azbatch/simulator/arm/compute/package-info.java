/**
 * Microsoft.Compute: one room per kind of resource ({@code vm}, {@code disk}, {@code image}, {@code gallery}, {@code sku},
 * {@code marketplace}), two for what machines are made to do ({@code capture}, {@code runcommand}), and here what they share: registered api-versions, fields by api-version, throttling headers, and the poll
 * addresses of long operations.
 */
@NullMarked
package io.azbatch.simulator.arm.compute;

import org.jspecify.annotations.NullMarked;
