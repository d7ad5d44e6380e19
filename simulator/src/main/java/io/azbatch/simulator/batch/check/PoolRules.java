package io.azbatch.simulator.batch.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.batch.application.Applications;
import io.azbatch.simulator.batch.image.ImageRules;
import io.azbatch.simulator.http.Json;
import java.time.Instant;

/** All that is judged about a pool's settings. An identity that they name need not be one of the pool: Azure is known to take others. */
public final class PoolRules {
    /** Announced: from that day on the classic way is "no longer honoured", which is not refused. */
    private static final Instant CLASSIC_RETIRED = Instant.parse("2026-03-31T00:00:00Z");

    private final MachineChecks machines;
    private final NetworkChecks networks;
    private final PackageChecks packages;

    public PoolRules(ImageRules images, Resources resources, Applications applications) {
        this.machines = new MachineChecks(images);
        this.networks = new NetworkChecks(resources);
        this.packages = new PackageChecks(applications);
    }

    /** How nodes of such settings speak with the service. */
    public static String communication(JsonNode settings, Instant now) {
        boolean classic = Json.text(settings, "targetNodeCommunicationMode").equalsIgnoreCase("classic");
        return classic && now.isBefore(CLASSIC_RETIRED) ? "classic" : "simplified";
    }

    /** Judges settings as they would become. */
    public void check(JsonNode settings, Circumstances circumstances) {
        if (settings.path("virtualMachineConfiguration").isObject()) {
            machines.check(settings, circumstances);
        }
        networks.check(settings, circumstances);
        MountChecks.check(settings.path("mountConfiguration"));
        UserChecks.check(settings);
        UpgradeChecks.check(settings);
        boolean containers = settings.path("virtualMachineConfiguration").hasNonNull("containerConfiguration");
        Refusals.require(
                containers || !settings.path("startTask").hasNonNull("containerSettings"),
                "containerSettings",
                "A task in a container needs a pool with a containerConfiguration.");
        checkLive(settings, circumstances);
    }

    /** Judges those settings that may change on a pool of any size. */
    public void checkLive(JsonNode settings, Circumstances circumstances) {
        TaskSetupChecks.check(settings.path("startTask"), circumstances.account());
        packages.check(
                settings.path("applicationPackageReferences"),
                circumstances.account().id());
        PackageChecks.certificates(settings.path("certificateReferences"));
    }
}
