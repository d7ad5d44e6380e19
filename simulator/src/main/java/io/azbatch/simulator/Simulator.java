package io.azbatch.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.admin.AdminPlane;
import io.azbatch.simulator.admin.SubscriptionsDoor;
import io.azbatch.simulator.arm.ArmPlane;
import io.azbatch.simulator.arm.ArmProvider;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.arm.Subscriptions;
import io.azbatch.simulator.arm.compute.runcommand.Scripts;
import io.azbatch.simulator.arm.compute.runcommand.ScriptsDoor;
import io.azbatch.simulator.batch.BatchProvider;
import io.azbatch.simulator.batch.FateDoor;
import io.azbatch.simulator.batch.image.ArmGalleries;
import io.azbatch.simulator.clock.VirtualClock;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.entra.EntraPlane;
import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.fault.Faults;
import io.azbatch.simulator.fault.FaultyGate;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Listeners;
import io.azbatch.simulator.http.Tls;
import io.azbatch.simulator.journal.Journal;
import io.azbatch.simulator.settings.Settings;
import io.azbatch.simulator.state.World;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.azurite.Azurite;
import io.azbatch.simulator.storage.blob.BlobPlane;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One simulated Azure, serving from construction to {@link #close}. */
public final class Simulator implements AutoCloseable {
    private final Tls tls = Tls.generate();
    private final Listeners listeners;
    private final Directory directory;
    private final Subscriptions subscriptions;
    private final Principal owner;
    private final Storage storage;
    private final Listeners.Listener authority;
    private final Listeners.Listener arm;
    private final Listeners.Listener blob;
    private final Listeners.Listener admin;

    /**
     * @param start first virtual instant
     * @param speed virtual seconds per real second, 0 for time that stands still until it is moved
     * @param armPort port of ARM, 0 for any free one
     * @param subscription id of the subscription that is there from the start, in lower case
     * @param azurite what keeps the blobs; several simulators may share one, in which each has accounts of its own, and
     *     who made it closes it after them
     */
    public Simulator(Instant start, double speed, int armPort, String subscription, Azurite azurite) {
        subscriptions = new Subscriptions(subscription);
        VirtualClock clock = new VirtualClock(start, speed);
        Settings settings = new Settings(clock);
        Journal journal = new Journal(clock);
        Faults faults = new Faults();
        World world = new World(clock);
        listeners = new Listeners(tls, new FaultyGate(journal, faults, clock));
        directory = new Directory(settings);
        owner = new Principal(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID() + "~" + UUID.randomUUID(),
                null,
                null);
        directory.register(owner);
        Resources resources = new Resources(world, settings);
        storage = new Storage(world, resources, azurite);
        Azure azure = Azure.of(directory.tenant(), world, settings, resources, storage.forOthers(), listeners);
        BatchProvider batch = new BatchProvider(azure, directory, new ArmGalleries(azure));
        Scripts scripts = new Scripts();
        authority = listeners.open(new EntraPlane(directory));
        blob = listeners.open(new BlobPlane(azure, storage, directory, authority.url()));
        storage.servedAt(blob.url());
        List<ArmProvider> providers = Providers.all(azure, batch, storage, scripts);
        arm = listeners.open(new ArmPlane(azure, directory, authority.url(), subscriptions, providers), armPort);
        directory.serves(arm.url());
        directory.serves(authority.url());
        SubscriptionsDoor more = new SubscriptionsDoor(world, subscriptions);
        FateDoor fates = new FateDoor(world, batch.world(), batch.jobs());
        ScriptsDoor words = new ScriptsDoor(world, scripts);
        admin = listeners.open(new AdminPlane(clock, journal, faults, settings, directory, router -> {
            fates.routes(router);
            words.routes(router);
            more.routes(router);
        }));
    }

    /** PEM of the certificate authority that signed all our listeners. */
    public String caPem() {
        return tls.caPem();
    }

    /** {@code arm, authority, blob, admin, tenant, clientId, clientSecret, subscription}. */
    public ObjectNode endpoints() {
        return Json.object()
                .put("arm", arm.url())
                .put("authority", authority.url())
                .put("blob", blob.url())
                .put("admin", admin.url())
                .put("tenant", directory.tenant())
                .put("clientId", owner.clientId())
                .put("clientSecret", owner.secret())
                .put("subscription", subscriptions.first());
    }

    @Override
    public void close() {
        listeners.close();
        storage.close();
    }
}
