package io.azbatch.operator.image;

import static io.azbatch.operator.image.Given.CHOSEN;
import static io.azbatch.operator.image.Given.NOW;
import static io.azbatch.operator.image.Given.OWNER;
import static io.azbatch.operator.image.Given.replica;
import static io.azbatch.operator.image.Given.theImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.operator.cloud.BatchAccounts;
import io.azbatch.operator.cloud.BatchPools;
import io.azbatch.operator.cloud.Blobs;
import io.azbatch.operator.cloud.Blobs.CopyStatus;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Disks;
import io.azbatch.operator.cloud.Disks.Access;
import io.azbatch.operator.cloud.Disks.Disk;
import io.azbatch.operator.cloud.Galleries;
import io.azbatch.operator.cloud.ManagedImages;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.StorageAccounts;
import io.azbatch.operator.cloud.StorageAccounts.StorageAccount;
import io.azbatch.operator.cloud.VirtualMachines;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.cloud.VmSizes;
import io.azbatch.operator.control.Credentials;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.source.Claimants;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pass reads of Azure: at rest little, and never what can not matter. */
final class ImageObserverTest {

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void reads(String situation, Given azure, List<String> reads) {
        Ports ports = new Ports(azure.snapshot());
        observe(ports);
        assertThat(ports.asked).isEqualTo(reads);
    }

    static Stream<Arguments> reads() {
        return Stream.of(
                arguments(
                        "a version at rest",
                        theImage().ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Completed", 100)),
                        List.of("gallery", "definition", "versions", "version")),
                arguments("a VHD at rest", toVhd().ourVhd(), List.of("storageAccount", "blobs")),
                arguments(
                        "a managed image at rest",
                        theImage().toNoGallery().toManagedImage().ourManagedImage("Succeeded", 1),
                        List.of("managedImage")),
                arguments(
                        "a version of an uploaded VHD at rest",
                        theImage()
                                .fromVhd()
                                .ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Completed", 100)),
                        List.of("gallery", "definition", "versions", "version")),
                arguments("a VHD to be made", toVhd(), List.of("storageAccount", "blobs", "machine", "disk", "vmSize")),
                arguments(
                        "being copied",
                        toVhd().accessNoted().blob(Vhds.copied(CopyStatus.PENDING, 1, toVhd().marked(1))),
                        List.of("storageAccount", "blobs", "machine", "disk", "vmSize", "diskAccess", "disk")),
                arguments(
                        "copied: the footer is read once",
                        toVhd().blob(Vhds.whole(toVhd().marked(1))),
                        List.of("storageAccount", "blobs", "tail", "machine", "disk", "vmSize", "diskAccess", "disk")),
                arguments(
                        "an account that holds no VHDs is asked for none",
                        toVhd().account(ImageObserverTest::files),
                        List.of("storageAccount", "machine", "disk", "vmSize")),
                arguments(
                        "an unmanaged disk",
                        toVhd().machine(Machines::unmanaged),
                        List.of("storageAccount", "blobs", "machine", "vmSize", "capturing")),
                arguments(
                        "an uploaded VHD to be saved",
                        theImage().fromVhd().toNoGallery().toManagedImage(),
                        List.of("managedImage", "storageAccount", "blob", "tail")),
                arguments(
                        "a VHD that is not in the account that was named is asked for nowhere",
                        theImage().fromVhd().toNoGallery().toManagedImage().account(ImageObserverTest::elsewhere),
                        List.of("managedImage", "storageAccount")),
                arguments(
                        "a VHD that is looked for: of the accounts only those that can hold it",
                        theImage().fromSoughtVhd().toNoGallery().toManagedImage(),
                        List.of("managedImage", "storageAccounts", "blobs")));
    }

    @Test
    void aBlobIsNoVhdForItsNameAlone() {
        Ports ports = new Ports(
                theImage().fromSoughtVhd().toNoGallery().toManagedImage().snapshot());
        ports.list =
                List.of(Vhds.page(Given.VHD + "vm-1.vhd", Map.of()), Vhds.page(Given.VHD + "vm-1.vhd.old", Map.of()));
        ImageSnapshot seen = observe(ports);
        assertThat(seen.sourceVhd().orElseThrow().chosen().orElseThrow().uri())
                .isEqualTo(URI.create(Given.VHD + "vm-1.vhd"));
    }

    private static Given toVhd() {
        return theImage()
                .toNoGallery()
                .toVhd()
                .claimedBy(OWNER)
                .power(PowerState.DEALLOCATED)
                .generalized();
    }

    private static StorageAccount files(StorageAccount account) {
        return new StorageAccount(
                account.id(),
                account.location(),
                "FileStorage",
                "Premium_LRS",
                account.blobEndpoint(),
                false,
                account.provisioningState());
    }

    private static StorageAccount elsewhere(StorageAccount account) {
        return new StorageAccount(
                account.id(),
                account.location(),
                account.kind(),
                account.sku(),
                URI.create("https://other.blob.core.windows.net/"),
                false,
                account.provisioningState());
    }

    private static ImageSnapshot observe(Ports ports) {
        KubernetesClient nobodyAsks = ports.port(KubernetesClient.class, Map.of(), Map.of());
        return new ImageObserver(
                        ports.cloud(),
                        new Credentials((namespace, name) -> Optional.empty(), Set.of("team")),
                        new PoolUses(nobodyAsks, Set.of()),
                        new Claimants(nobodyAsks, Set.of()),
                        "cluster-1",
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .observe(image(ports.azure));
    }

    private static CustomImage image(ImageSnapshot azure) {
        CustomImage image = new CustomImage();
        image.setMetadata(new ObjectMetaBuilder()
                .withNamespace("team")
                .withName("ubuntu")
                .withUid("uid-1")
                .withGeneration(1L)
                .build());
        image.setSpec(azure.spec());
        image.setStatus(new CustomImageStatus(
                1L,
                List.of(),
                null,
                azure.memory().diskAccess().map(Object::toString).orElse(null),
                null,
                null));
        return image;
    }

    /** Ports that answer from a situation and note what they were asked; anything else is not expected. */
    private static final class Ports {

        private final List<String> asked = new ArrayList<>();
        private final ImageSnapshot azure;
        private List<Blobs.Blob> list = List.of();

        Ports(ImageSnapshot azure) {
            this.azure = azure;
        }

        Cloud cloud() {
            Reading<Disk> disk = Reading.present(
                    new Disk(Given.diskId(), Optional.of("Reserved"), Optional.empty(), Optional.empty(), false));
            StorageAccount fits = Given.anAccount();
            return new Cloud(
                    port(
                            VirtualMachines.class,
                            Map.of("get", "machine"),
                            Map.of("get", machine(), "capturing", new Reading.Absent<>("NotBegun", "no"))),
                    port(
                            Disks.class,
                            Map.of("get", "disk", "access", "diskAccess"),
                            Map.of("get", disk, "access", new Reading.Absent<Access>("NotBegun", "no"))),
                    port(VmSizes.class, Map.of("get", "vmSize"), Map.of("get", Reading.notLooked())),
                    azure.gallery()
                            .map(seen -> port(
                                    Galleries.class,
                                    Map.of(),
                                    Map.of(
                                            "gallery", seen.gallery(),
                                            "definition", seen.definition(),
                                            "versions", seen.versions(),
                                            "version", seen.version())))
                            .orElseGet(() -> port(Galleries.class, Map.of(), Map.of())),
                    port(
                            ManagedImages.class,
                            Map.of("get", "managedImage"),
                            Map.of(
                                    "get",
                                    azure.managedImage()
                                            .<Reading<?>>map(seen -> seen.image())
                                            .orElseGet(Reading::notLooked))),
                    port(
                            StorageAccounts.class,
                            Map.of("get", "storageAccount", "list", "storageAccounts"),
                            Map.of("get", account(), "list", Reading.present(List.of(files(fits), fits)))),
                    port(
                            Blobs.class,
                            Map.of("get", "blob", "list", "blobs"),
                            Map.of(
                                    "list",
                                    azure.vhd()
                                            .<Reading<?>>map(seen -> seen.blobs())
                                            .orElseGet(() -> Reading.present(list)),
                                    "get",
                                    Reading.present(Vhds.page(Given.UPLOADED, Map.of())),
                                    "tail",
                                    Reading.present(Vhds.footer()))),
                    port(BatchAccounts.class, Map.of(), Map.of()),
                    port(BatchPools.class, Map.of(), Map.of()));
        }

        private Reading<?> machine() {
            return azure.machine().<Reading<?>>map(seen -> seen.machine()).orElseGet(Reading::notLooked);
        }

        private Reading<?> account() {
            return azure.vhd()
                    .<Reading<?>>map(seen -> seen.account())
                    .or(() -> azure.sourceVhd()
                            .flatMap(seen -> seen.accounts().found())
                            .map(all -> Reading.present(all.getFirst())))
                    .orElseGet(() -> Reading.present(Given.anAccount()));
        }

        /** @param names what a read is called here, where its own name is too short to tell */
        private <T> T port(Class<T> type, Map<String, String> names, Map<String, Reading<?>> answers) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        asked.add(names.getOrDefault(method.getName(), method.getName()));
                        return Optional.ofNullable(answers.get(method.getName()))
                                .orElseThrow(() -> new AssertionError("nobody should ask for " + method));
                    }));
        }
    }
}
