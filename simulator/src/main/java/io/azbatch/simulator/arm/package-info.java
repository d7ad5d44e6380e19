/**
 * Azure Resource Manager: what is common to all providers. A request is checked in ARM's own order (token, path, subscription,
 * api-version, permission, resource group) before a provider's handler sees it; these refusals are the gateway's and say so in
 * {@code x-ms-failure-cause}. Providers hang their routes into one router and keep their resources in one store.
 */
@NullMarked
package io.azbatch.simulator.arm;

import org.jspecify.annotations.NullMarked;
