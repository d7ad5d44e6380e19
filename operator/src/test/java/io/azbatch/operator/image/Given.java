package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.CustomImageGallery;
import io.azbatch.api.v1beta1.CustomImageGallery.Identifier;
import io.azbatch.api.v1beta1.CustomImageGallery.TargetRegion;
import io.azbatch.api.v1beta1.CustomImageSave;
import io.azbatch.api.v1beta1.CustomImageSave.VhdTarget;
import io.azbatch.api.v1beta1.CustomImageSource;
import io.azbatch.api.v1beta1.CustomImageSource.Capture;
import io.azbatch.api.v1beta1.CustomImageSource.OsState;
import io.azbatch.api.v1beta1.CustomImageSource.VhdSource;
import io.azbatch.api.v1beta1.CustomImageSource.VirtualMachine;
import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.api.v1beta1.CustomImageSpec.Os;
import io.azbatch.api.v1beta1.CustomImageSpec.Preflight;
import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.api.v1beta1.PreflightRule;
import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Disks;
import io.azbatch.operator.cloud.Disks.Disk;
import io.azbatch.operator.cloud.Galleries;
import io.azbatch.operator.cloud.Galleries.Replica;
import io.azbatch.operator.cloud.Galleries.Target;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.ManagedImages.ManagedImage;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.StorageAccounts.StorageAccount;
import io.azbatch.operator.cloud.VirtualMachines;
import io.azbatch.operator.cloud.VirtualMachines.Capturing;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.cloud.VmSizes.VmSize;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.BlobMarks;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Subject;
import io.azbatch.operator.image.pass.DiskAccessSight;
import io.azbatch.operator.image.pass.GalleryPlan;
import io.azbatch.operator.image.pass.GallerySight;
import io.azbatch.operator.image.pass.ImageMemory;
import io.azbatch.operator.image.pass.ImagePlan;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.MachineSight;
import io.azbatch.operator.image.pass.ManagedImageSight;
import io.azbatch.operator.image.pass.SourcePlan;
import io.azbatch.operator.image.pass.VhdPlan;
import io.azbatch.operator.image.pass.VhdSight;
import io.azbatch.operator.image.pass.VhdSourceSight;
import io.azbatch.operator.image.pass.VhdSourceSight.Candidate;
import io.azbatch.operator.image.target.Attempts;
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

    static final String VHD = "https://acct.blob.core.windows.net/system/Microsoft.Compute/Images/vhds/img-osDisk.";
    static final String UPLOADED = "https://acct.blob.core.windows.net/uploads/ubuntu.vhd";

    private UnaryOperator<CustomImageGallery> saved = UnaryOperator.identity();
    private boolean toGallery = true;
    private @Nullable VhdTarget toVhd;
    private CustomImageSave.@Nullable ManagedImage toManagedImage;
    private @Nullable VhdSource fromVhd;
    private @Nullable Os os;
    private Instant now = NOW;
    private Optional<ResourceId> notedAccess = Optional.empty();
    private @Nullable Reading<Disk> notedDisk;
    private Reading<Disks.Access> diskAccess = new Reading.Absent<>("NotBegun", "no");
    private Reading<Capturing> capturing = new Reading.Absent<>("NotBegun", "no");
    private UnaryOperator<StorageAccount> accountChange = UnaryOperator.identity();
    private @Nullable Reading<StorageAccount> account;
    private @Nullable Reading<List<Blob>> blobs;
    private final List<Blob> blobList = new ArrayList<>();
    private byte[] footer = Vhds.footer();
    private @Nullable Reading<ManagedImage> managedImage;
    private @Nullable Reading<List<Candidate>> candidates;
    private @Nullable Reading<Blob> sourceBlob;
    private byte[] sourceFooter = Vhds.footer();
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

    static ResourceId diskId() {
        return new ResourceId(SUBSCRIPTION, "rg", "Microsoft.Compute", List.of("disks", "template_OsDisk"));
    }

    static ResourceId accountId() {
        return ResourceId.storageAccount(SUBSCRIPTION, "rg", "acct");
    }

    static ResourceId managedImageId() {
        return ResourceId.managedImage(SUBSCRIPTION, "rg", "ubuntu");
    }

    static StorageAccount anAccount() {
        return new StorageAccount(
                accountId(),
                new Region("westeurope"),
                "StorageV2",
                "Standard_LRS",
                URI.create("https://acct.blob.core.windows.net/"),
                false,
                "Succeeded");
    }

    Given at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    Given toNoGallery() {
        toGallery = false;
        return this;
    }

    Given toVhd() {
        toVhd = new VhdTarget(accountId().toString(), "vhds", "img", false);
        return this;
    }

    Given toVhdOverwriting() {
        toVhd = new VhdTarget(accountId().toString(), "vhds", "img", true);
        return this;
    }

    Given toManagedImage() {
        toManagedImage = new CustomImageSave.ManagedImage("ubuntu", null, false);
        return this;
    }

    Given fromVhd() {
        fromVhd = new VhdSource(UPLOADED, accountId().toString(), null, null, null, OsState.Generalized);
        return os(new Os(CustomImageSpec.OsType.Linux, CustomImageSpec.HyperVGeneration.V2, null));
    }

    Given fromSoughtVhd() {
        fromVhd = new VhdSource(null, null, "rg", "vhds", "img", OsState.Generalized);
        return os(new Os(CustomImageSpec.OsType.Linux, CustomImageSpec.HyperVGeneration.V2, null));
    }

    Given os(Os known) {
        os = known;
        return this;
    }

    Given account(Reading<StorageAccount> reading) {
        account = reading;
        return this;
    }

    Given account(UnaryOperator<StorageAccount> change) {
        accountChange = change;
        return this;
    }

    /** The list of the target's place; without this it is what {@link #blob} has put there. */
    Given blobs(Reading<List<Blob>> reading) {
        blobs = reading;
        return this;
    }

    Given blob(Blob blob) {
        blobList.add(blob);
        return this;
    }

    Given footer(byte[] bytes) {
        footer = bytes;
        return this;
    }

    Given candidates(Reading<List<Candidate>> reading) {
        candidates = reading;
        return this;
    }

    Given sourceBlob(Reading<Blob> reading) {
        sourceBlob = reading;
        return this;
    }

    Given sourceFooter(byte[] bytes) {
        sourceFooter = bytes;
        return this;
    }

    /** The disk can be read by somebody. */
    Given diskOpen() {
        disk = new Disk(disk.id(), Optional.of("ActiveSAS"), disk.generation(), disk.architecture(), false);
        return this;
    }

    /** What Azure tells of the disk whose access is noted. */
    Given disk(Reading<Disk> reading) {
        notedDisk = reading;
        return this;
    }

    /** It is written down that we have asked for the right to read the disk. */
    Given accessNoted() {
        notedAccess = Optional.of(diskId());
        return this;
    }

    Given access(Disks.Access known) {
        diskAccess = Reading.present(known);
        return this;
    }

    Given capturing(Capturing known) {
        capturing = Reading.present(known);
        return this;
    }

    Given managedImage(Reading<ManagedImage> reading) {
        managedImage = reading;
        return this;
    }

    /** A managed image of ours for the present spec. */
    Given ourManagedImage(String state, int attempt) {
        Map<String, String> tags =
                new TreeMap<>(OWNER.tags(plan().managedImage().orElseThrow().hash()));
        tags.put(Attempts.ATTEMPT, Integer.toString(attempt));
        return managedImage(Reading.present(new ManagedImage(
                managedImageId(),
                new Region("westeurope"),
                state,
                fromVhd == null ? Optional.of(machineId()) : Optional.empty(),
                fromVhd == null ? Optional.empty() : Optional.of(URI.create(VHD + "vm-guid.vhd")),
                state.equals("Failed") ? Optional.of("ImageBlobNotFound: gone") : Optional.empty(),
                tags)));
    }

    /** Metadata of a blob of ours for the present spec. */
    Map<String, String> marked(int attempt) {
        Map<String, String> tags =
                new TreeMap<>(OWNER.tags(plan().vhd().orElseThrow().hash()));
        tags.put(Attempts.ATTEMPT, Integer.toString(attempt));
        return BlobMarks.metadata(tags);
    }

    /** A VHD of ours that is complete, with its template. */
    Given ourVhd() {
        return blob(Vhds.whole(marked(1))).blob(Vhds.template(marked(1)));
    }

    Given savedAs(UnaryOperator<CustomImageGallery> change) {
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

    /** The machine is of Arm64, as its disk tells. */
    Given arm64() {
        disk = new Disk(disk.id(), disk.state(), disk.generation(), Optional.of("Arm64"), false);
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
        Map<String, String> tags =
                new TreeMap<>(OWNER.tags(plan().gallery().orElseThrow().hash()));
        tags.put(Attempts.ATTEMPT, Integer.toString(attempt));
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

    ImagePlan plan() {
        return ImagePlan.of(spec());
    }

    private CustomImageSpec spec() {
        CustomImageGallery plain = new CustomImageGallery(
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
                os,
                null,
                fromVhd != null
                        ? new CustomImageSource(null, fromVhd)
                        : new CustomImageSource(
                                new VirtualMachine("template", null, Capture.InPlace, OsState.Generalized), null),
                new Preflight(skipped),
                new CustomImageSave(toGallery ? saved.apply(plain) : null, toVhd, toManagedImage),
                List.of(),
                deletionPolicy);
    }

    ImageSnapshot snapshot() {
        ImagePlan plan = plan();
        Optional<GallerySight> gallery = plan.gallery().map(this::gallerySight);
        Optional<VhdSight> vhd = plan.vhd().map(this::vhdSight);
        Optional<ManagedImageSight> image = plan.managedImage()
                .map(wanted -> new ManagedImageSight(
                        wanted, OWNER, managedImage != null ? managedImage : new Reading.Absent<>("NotFound", "no")));
        boolean allThere =
                gallery.stream().allMatch(seen -> seen.version().found().isPresent())
                        && vhd.stream().allMatch(VhdSight::complete)
                        && image.stream().allMatch(seen -> seen.current().isPresent());
        Optional<ImageMemory.Remembered> build = rememberedAttempt == 0
                ? Optional.empty()
                : Optional.of(new ImageMemory.Remembered(
                        plan.hash(),
                        rememberedAttempt,
                        toGallery ? Optional.of(rememberedVersion) : Optional.empty(),
                        NOW.toString()));
        boolean ownVhd =
                vhd.filter(seen -> !seen.complete()).flatMap(VhdSight::vhd).isPresent();
        return new ImageSnapshot(
                now,
                new Subject("team", "ubuntu", "uid-1", 1, deleting, policy, requestedAt),
                OWNER,
                spec(),
                plan,
                new ImageMemory(build, notedAccess, handled),
                access,
                fromVhd != null ? vhdSource(plan, allThere) : machineSource(allThere),
                gallery,
                vhd,
                image,
                notedAccess.isPresent() || ownVhd
                        ? Optional.of(new DiskAccessSight(
                                diskId(), notedDisk != null ? notedDisk : Reading.present(disk), diskAccess))
                        : Optional.empty(),
                pools);
    }

    private GallerySight gallerySight(GalleryPlan plan) {
        return new GallerySight(
                plan,
                gallery != null ? gallery : Reading.present(aGallery()),
                definition != null ? definition : Reading.present(definitionChange.apply(aDefinition())),
                definition != null && definition.isAbsent()
                        ? Reading.notLooked()
                        : Reading.present(List.copyOf(versions)),
                GallerySight.current(versions, OWNER, plan.hash())
                        .map(Reading::present)
                        .orElseGet(Reading::notLooked));
    }

    private VhdSight vhdSight(VhdPlan plan) {
        return new VhdSight(
                plan,
                OWNER,
                account != null ? account : Reading.present(accountChange.apply(anAccount())),
                blobs != null ? blobs : Reading.present(List.copyOf(blobList)),
                Reading.present(footer));
    }

    private VhdSourceSight vhdSource(ImagePlan plan, boolean allThere) {
        StorageAccount seen = accountChange.apply(anAccount());
        boolean sought = plan.source() instanceof SourcePlan.SoughtVhd;
        SourcePlan.Os known = new SourcePlan.Os(OsType.Linux, HyperVGeneration.V2, "x64");
        if (allThere) {
            return new VhdSourceSight(
                    plan.source(),
                    known,
                    Reading.notLooked(),
                    Reading.notLooked(),
                    Reading.notLooked(),
                    Reading.notLooked());
        }
        return new VhdSourceSight(
                plan.source(),
                known,
                account != null ? asList(account) : Reading.present(List.of(seen)),
                candidates != null
                        ? candidates
                        : Reading.present(
                                List.of(new Candidate(seen, URI.create(sought ? VHD + "vm-guid.vhd" : UPLOADED)))),
                sourceBlob != null
                        ? sourceBlob
                        : Reading.present(Vhds.page(sought ? VHD + "vm-guid.vhd" : UPLOADED, Map.of())),
                Reading.present(sourceFooter));
    }

    private static <T> Reading<List<T>> asList(Reading<T> reading) {
        return reading instanceof Reading.Absent<T>(String code, String message)
                ? new Reading.Absent<>(code, message)
                : reading.then(there -> Reading.present(List.of(there)));
    }

    private MachineSight machineSource(boolean allThere) {
        Reading<VirtualMachines.VirtualMachine> seen = machineReading(allThere);
        return new MachineSight(
                machineId(),
                seen,
                seen.then(there -> there.osDisk().isPresent() ? Reading.present(disk) : Reading.notLooked()),
                seen.then(there -> Reading.present(
                        new VmSize("Standard_D4s_v3", Optional.of(temporaryDiskMb), Optional.of("x64")))),
                capturing,
                claimAbandoned);
    }

    private Reading<VirtualMachines.VirtualMachine> machineReading(boolean allThere) {
        if (machine != null) {
            return machine;
        }
        if (allThere && !deleting) {
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
}
