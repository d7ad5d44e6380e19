/**
 * Azure Storage: accounts over ARM, and the blob service in front of Azurite.
 *
 * <p>Azurite keeps the bytes, lists, leases, snapshots and conditions. What it does not know is decided before it is asked: which
 * accounts there are, who may do what ({@code access}), copies that take their time ({@code copy}), the disks that Compute exports
 * ({@code disk}). Of every blob the world remembers what the rest of Azure has to know at once, kind, length and the last sector
 * ({@code Blobs}), so no look at the world waits for Azurite. What Compute itself does to blobs, such as a machine's disk being
 * made, is decided inside a look and carried out {@code Backstage}; every blob request waits until all of that is done.
 */
@NullMarked
package io.azbatch.simulator.storage;

import org.jspecify.annotations.NullMarked;
