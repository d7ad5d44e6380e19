package io.azbatch.simulator.arm;

import io.azbatch.simulator.http.Listeners;
import io.azbatch.simulator.settings.Settings;
import io.azbatch.simulator.state.World;

/**
 * What every provider works with.
 *
 * @param tenant id of the Entra tenant
 * @param world lock and agenda
 * @param settings durations, quotas, Retry-After
 * @param resources everything that exists
 * @param operations everything that takes time
 * @param pages lists
 * @param buckets limits on how often something may be asked for
 * @param blobs what lies in storage accounts
 * @param listeners for providers whose resources have an endpoint of their own
 */
public record Azure(
        String tenant,
        World world,
        Settings settings,
        Resources resources,
        Operations operations,
        Pages pages,
        Buckets buckets,
        BlobStore blobs,
        Listeners listeners) {

    public static Azure of(
            String tenant, World world, Settings settings, Resources resources, BlobStore blobs, Listeners listeners) {
        return new Azure(
                tenant,
                world,
                settings,
                resources,
                new Operations(world, settings),
                new Pages(settings),
                new Buckets(settings),
                blobs,
                listeners);
    }
}
