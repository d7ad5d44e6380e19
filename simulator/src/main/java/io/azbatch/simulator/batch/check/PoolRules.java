package io.azbatch.simulator.batch.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.batch.application.Applications;
import io.azbatch.simulator.batch.image.ImageRules;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** All that is judged about a pool's settings. */
public final class PoolRules {
    /** Announced; that pools which ask for it are refused from that day on is a guess, the documents say "no longer honoured". */
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
        checkIdentities(settings);
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
        boolean classic = Json.text(settings, "targetNodeCommunicationMode").equalsIgnoreCase("classic");
        Refusals.require(
                !classic || circumstances.now().isBefore(CLASSIC_RETIRED),
                "targetNodeCommunicationMode",
                settings.path("targetNodeCommunicationMode"),
                "The classic compute node communication model is retired. Use simplified.");
    }

    /** What acts as an identity of the pool must name one that the pool has. */
    private static void checkIdentities(JsonNode settings) {
        Set<String> known = new HashSet<>();
        Json.at(settings, "identity", "userAssignedIdentities")
                .fieldNames()
                .forEachRemaining(id -> known.add(id.toLowerCase(Locale.ROOT)));
        for (JsonNode reference : settings.findValues("identityReference")) {
            String id = Json.text(reference, "resourceId");
            Refusals.require(
                    known.contains(id.toLowerCase(Locale.ROOT)),
                    "identityReference",
                    reference.path("resourceId"),
                    "The specified identity is not among the identities of the pool.");
        }
    }
}
