/**
 * Microsoft.Authorization: locks and roles. Both hang on a scope (a subscription, a group, a resource) and hold for everything under
 * it, and both are judged by ARM before a provider sees a request. What hangs on something goes with it.
 *
 * <p>A lock binds everybody. A role adds to what a principal was given at the admin endpoint, on ARM, on Batch and on blobs alike;
 * the roles are those of Azure that concern this field, and those that callers define. Codes and texts are as Azure's users report
 * them; none is recorded.
 */
@NullMarked
package io.azbatch.simulator.arm.authorization;

import org.jspecify.annotations.NullMarked;
