package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.api.v1beta1.CustomImageSpec.Capture;
import io.azbatch.api.v1beta1.CustomImageSpec.Gallery;
import io.azbatch.api.v1beta1.CustomImageSpec.Identifier;
import io.azbatch.api.v1beta1.CustomImageSpec.OsState;
import io.azbatch.api.v1beta1.CustomImageSpec.Preflight;
import io.azbatch.api.v1beta1.CustomImageSpec.Save;
import io.azbatch.api.v1beta1.CustomImageSpec.Source;
import io.azbatch.api.v1beta1.CustomImageSpec.TargetRegion;
import io.azbatch.api.v1beta1.CustomImageSpec.VirtualMachine;
import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.api.v1beta1.PreflightRule;
import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Disks.Disk;
import io.azbatch.operator.cloud.Galleries;
import io.azbatch.operator.cloud.Galleries.Replica;
import io.azbatch.operator.cloud.Galleries.Target;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.PurchasePlan;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.VirtualMachines;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.cloud.VmSizes.VmSize;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Subject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A situation, told from the plainest one: image {@code team/ubuntu} wants running machine {@code template} in gallery
 * {@code g}, nothing has been done, gallery and definition are there. Each method changes one thing.
 */
final class Given {

    static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final String CHOSEN = "2026.1123.36000";
    static final OwnerMark OWNER = new OwnerMark("cluster-1", "team", "ubuntu", "uid-1");
    static final OwnerMark SOMEBODY = new OwnerMark("cluster-2", "team", "ubuntu", "uid-9");

    private UnaryOperator<Gallery> saved = UnaryOperator.identity();
    private List<PreflightRule> skipped = List.of();
    private DeletionPolicy deletionPolicy = DeletionPolicy.Retain;
    private boolean deleting;
    private ReconcilePolicy policy = new ReconcilePolicy.Manage();
    private Optional<String> requestedAt = Optional.empty();
    private Optional<String> handled = Optional.empty();
    private Access access = new Access.Granted(new Credential.OperatorIdentity(), "test");
    private int rememberedAttempt;
    private String rememberedVersion = CHOSEN;

    private @Nullable Reading<Galleries.Gallery> gallery;
    private @Nullable Reading<Galleries.Definition> definition;
    private UnaryOperator<Galleries.Definition> definitionChange = UnaryOperator.identity();
    private final List<UnaryOperator<VirtualMachines.VirtualMachine>> machineChanges = new ArrayList<>();
    private @Nullable Reading<VirtualMachines.VirtualMachine> machine;
    private Disk disk =
            new Disk(diskId(), Optional.of("Attached"), Optional.of(HyperVGeneration.V2), Optional.of("x64"), false);
    private long temporaryDiskMb = 16_384;
    private final List<Version> versions = new ArrayList<>();
    private boolean claimAbandoned;
    private Map<ResourceId, List<String>> pools = Map.of();

    static Given theImage() {
        return new Given();
    }

    static ResourceId machineId() {
        return ResourceId.virtualMachine(SUBSCRIPTION, "rg", "template");
    }

    static ResourceId galleryId() {
        return ResourceId.gallery(SUBSCRIPTION, "rg", "g");
    }

    static ResourceId definitionId() {
        return galleryId().child("images", "ubuntu");
    }

    static ResourceId versionId(String version) {
        return definitionId().child("versions", version);
    }

    private static ResourceId diskId() {
        return new ResourceId(SUBSCRIPTION, "rg", "Microsoft.Compute", List.of("disks", "template_OsDisk"));
    }

    Given savedAs(UnaryOperator<Gallery> change) {
        saved = change;
        return this;
    }

    Given skipping(PreflightRule rule) {
        skipped = List.of(rule);
        return this;
    }

    Given deleting(DeletionPolicy policy) {
        deleting = true;
        deletionPolicy = policy;
        return this;
    }

    Given policy(ReconcilePolicy policy) {
        this.policy = policy;
        return this;
    }

    Given requested(String token) {
        requestedAt = Optional.of(token);
        return this;
    }

    Given access(Access access) {
        this.access = access;
        return this;
    }

    Given remembering(int attempt, String version) {
        rememberedAttempt = attempt;
        rememberedVersion = version;
        return this;
    }

    Given gallery(Reading<Galleries.Gallery> reading) {
        gallery = reading;
        return this;
    }

    Given definition(Reading<Galleries.Definition> reading) {
        definition = reading;
        return this;
    }

    Given definition(UnaryOperator<Galleries.Definition> change) {
        definitionChange = change;
        return this;
    }

    Given machine(Reading<VirtualMachines.VirtualMachine> reading) {
        machine = reading;
        return this;
    }

    Given machine(UnaryOperator<VirtualMachines.VirtualMachine> change) {
        machineChanges.add(change);
        return this;
    }

    Given claimedBy(OwnerMark owner) {
        return machine(machine -> Machines.withTags(machine, owner.addedTo(machine.tags(), "hash")));
    }

    Given claimAbandoned() {
        claimAbandoned = true;
        return this;
    }

    Given power(PowerState state) {
        return machine(machine -> Machines.withPower(machine, state));
    }

    Given generalized() {
        return machine(Machines::generalized);
    }

    Given encryptedDisk() {
        disk = new Disk(disk.id(), disk.state(), disk.generation(), disk.architecture(), true);
        return this;
    }

    Given noTemporaryDisk() {
        temporaryDiskMb = 0;
        return this;
    }

    Given usedBy(String version, String pool) {
        pools = Map.of(versionId(version), List.of(pool));
        return this;
    }

    /** A version of ours for the present spec. */
    Given ourVersion(String name, String state, int attempt, Replica... replication) {
        Map<String, String> tags = new TreeMap<>(OWNER.tags(targets().hash()));
        tags.put(SavedVersion.ATTEMPT, Integer.toString(attempt));
        return version(name, state, tags, replication);
    }

    Given version(String name, String state, Map<String, String> tags, Replica... replication) {
        versions.add(new Version(
                versionId(name),
                new Region("westeurope"),
                state,
                Optional.of(machineId()),
                Optional.empty(),
                List.of(new Target(new Region("westeurope"), 1, Optional.of("Standard_LRS"))),
                Optional.empty(),
                Optional.of(NOW),
                List.of(replication),
                state.equals("Failed") ? Optional.of("AllocationFailed: no room") : Optional.empty(),
                false,
                tags));
        return this;
    }

    static Replica replica(String region, String state, int progress) {
        return new Replica(new Region(region), state, progress, Optional.empty());
    }

    ImageTargets targets() {
        return ImageTargets.of(spec());
    }

    private CustomImageSpec spec() {
        Gallery plain = new Gallery(
                null,
                "g",
                "ubuntu",
                true,
                new Identifier("acme", "render", "ubuntu"),
                null,
                List.<TargetRegion>of(),
                null,
                null,
                null,
                List.of());
        return new CustomImageSpec(
                SUBSCRIPTION,
                "rg",
                "westeurope",
                null,
                new Source(new VirtualMachine("template", null, Capture.InPlace, OsState.Generalized)),
                new Preflight(skipped),
                new Save(saved.apply(plain)),
                List.of(),
                deletionPolicy);
    }

    ImageSnapshot snapshot() {
        ImageTargets targets = targets();
        Optional<Version> ours = ImageSnapshot.current(versions, OWNER, targets.hash());
        Optional<ImageMemory.Remembered> build = rememberedAttempt == 0
                ? Optional.empty()
                : Optional.of(new ImageMemory.Remembered(
                        targets.hash(), rememberedAttempt, rememberedVersion, NOW.toString()));
        return new ImageSnapshot(
                NOW,
                new Subject("team", "ubuntu", "uid-1", 1, deleting, policy, requestedAt),
                OWNER,
                spec(),
                targets,
                new ImageMemory(build, handled),
                access,
                gallery != null ? gallery : Reading.present(aGallery()),
                definition != null ? definition : Reading.present(definitionChange.apply(aDefinition())),
                definition != null && definition.isAbsent()
                        ? Reading.notLooked()
                        : Reading.present(List.copyOf(versions)),
                ours.map(Reading::present).orElseGet(Reading::notLooked),
                machineReading(ours.isPresent()),
                Reading.present(disk),
                Reading.present(new VmSize("Standard_D4s_v3", Optional.of(temporaryDiskMb), Optional.of("x64"))),
                claimAbandoned,
                pools);
    }

    private Reading<VirtualMachines.VirtualMachine> machineReading(boolean saved) {
        if (machine != null) {
            return machine;
        }
        if (saved && !deleting) {
            return Reading.notLooked();
        }
        VirtualMachines.VirtualMachine changed = Machines.running(machineId(), diskId());
        for (var change : machineChanges) {
            changed = change.apply(changed);
        }
        return Reading.present(changed);
    }

    private static Galleries.Gallery aGallery() {
        return new Galleries.Gallery(galleryId(), new Region("westeurope"), "Succeeded", Map.of());
    }

    static Galleries.Definition aDefinition() {
        return new Galleries.Definition(
                definitionId(),
                new Region("westeurope"),
                "Succeeded",
                OsType.Linux,
                "Generalized",
                HyperVGeneration.V2,
                "x64",
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** Machines, changed in one thing. */
    static final class Machines {

        private Machines() {}

        static VirtualMachines.VirtualMachine running(ResourceId id, ResourceId disk) {
            return new VirtualMachines.VirtualMachine(
                    id,
                    "vm-guid",
                    new Region("westeurope"),
                    "Standard_D4s_v3",
                    "Succeeded",
                    PowerState.RUNNING,
                    false,
                    OsType.Linux,
                    Optional.of(disk),
                    Optional.empty(),
                    Optional.of(HyperVGeneration.V2),
                    Optional.empty(),
                    Optional.of(new BaseImage("Canonical", "ubuntu-24_04-lts", "server")),
                    Optional.empty(),
                    List.of(),
                    Map.of("team", "render"),
                    Optional.of("\"3\""));
        }

        static VirtualMachines.VirtualMachine withTags(VirtualMachines.VirtualMachine m, Map<String, String> tags) {
            return copy(
                    m,
                    m.location(),
                    m.powerState(),
                    m.generalized(),
                    m.osDiskBlob(),
                    m.securityType(),
                    m.plan(),
                    m.extensions(),
                    tags);
        }

        static VirtualMachines.VirtualMachine withPower(VirtualMachines.VirtualMachine m, PowerState power) {
            return copy(
                    m,
                    m.location(),
                    power,
                    m.generalized(),
                    m.osDiskBlob(),
                    m.securityType(),
                    m.plan(),
                    m.extensions(),
                    m.tags());
        }

        static VirtualMachines.VirtualMachine generalized(VirtualMachines.VirtualMachine m) {
            return copy(
                    m,
                    m.location(),
                    m.powerState(),
                    true,
                    m.osDiskBlob(),
                    m.securityType(),
                    m.plan(),
                    m.extensions(),
                    m.tags());
        }

        static VirtualMachines.VirtualMachine in(VirtualMachines.VirtualMachine m, String region) {
            return copy(
                    m,
                    new Region(region),
                    m.powerState(),
                    m.generalized(),
                    m.osDiskBlob(),
                    m.securityType(),
                    m.plan(),
                    m.extensions(),
                    m.tags());
        }

        static VirtualMachines.VirtualMachine unmanaged(VirtualMachines.VirtualMachine m) {
            return copy(
                    m,
                    m.location(),
                    m.powerState(),
                    m.generalized(),
                    Optional.of(URI.create("https://acct.blob.core.windows.net/vhds/os.vhd")),
                    m.securityType(),
                    m.plan(),
                    m.extensions(),
                    m.tags());
        }

        static VirtualMachines.VirtualMachine withExtension(VirtualMachines.VirtualMachine m, String extension) {
            return copy(
                    m,
                    m.location(),
                    m.powerState(),
                    m.generalized(),
                    m.osDiskBlob(),
                    m.securityType(),
                    m.plan(),
                    List.of(extension),
                    m.tags());
        }

        static VirtualMachines.VirtualMachine withPlan(VirtualMachines.VirtualMachine m, PurchasePlan plan) {
            return copy(
                    m,
                    m.location(),
                    m.powerState(),
                    m.generalized(),
                    m.osDiskBlob(),
                    m.securityType(),
                    Optional.of(plan),
                    m.extensions(),
                    m.tags());
        }

        static VirtualMachines.VirtualMachine trusted(VirtualMachines.VirtualMachine m) {
            return copy(
                    m,
                    m.location(),
                    m.powerState(),
                    m.generalized(),
                    m.osDiskBlob(),
                    Optional.of("TrustedLaunch"),
                    m.plan(),
                    m.extensions(),
                    m.tags());
        }

        private static VirtualMachines.VirtualMachine copy(
                VirtualMachines.VirtualMachine m,
                Region location,
                PowerState power,
                boolean generalized,
                Optional<URI> osDiskBlob,
                Optional<String> securityType,
                Optional<PurchasePlan> plan,
                List<String> extensions,
                Map<String, String> tags) {
            return new VirtualMachines.VirtualMachine(
                    m.id(),
                    m.vmId(),
                    location,
                    m.vmSize(),
                    m.provisioningState(),
                    power,
                    generalized,
                    m.osType(),
                    m.osDisk(),
                    osDiskBlob,
                    m.generation(),
                    securityType,
                    m.baseImage(),
                    plan,
                    extensions,
                    tags,
                    m.etag());
        }
    }
}
