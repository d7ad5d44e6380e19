package io.azbatch.operator.image;

import static io.azbatch.operator.image.Given.CHOSEN;
import static io.azbatch.operator.image.Given.UPLOADED;
import static io.azbatch.operator.image.Given.replica;
import static io.azbatch.operator.image.Given.theImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.api.v1beta1.CustomImageSpec.Os;
import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Blobs.Copy;
import io.azbatch.operator.cloud.Blobs.CopyStatus;
import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.ImageSource;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.StorageAccounts.StorageAccount;
import io.azbatch.operator.image.pass.ImageStep.CreateDefinition;
import io.azbatch.operator.image.pass.ImageStep.CreateManagedImage;
import io.azbatch.operator.image.pass.ImageStep.CreateVersion;
import io.azbatch.operator.image.pass.VhdSourceSight.Candidate;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An uploaded VHD is the source: what is refused before anything is made, and the road. */
final class VhdSourceTest {

    private static final long KIB = 1L << 10;

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"place", "form", "search", "theRoad"})
    void does(String situation, Given given, String expected) {
        assertThat(Told.of(given)).isEqualTo(expected);
    }

    static Stream<Arguments> place() {
        return Stream.of(
                arguments("no account", uploaded().account(absent()), "Blocked StorageAccountNotFound"),
                arguments(
                        "the URL is not in the account: it is not even looked at",
                        uploaded()
                                .account(account -> at(account, "https://other.blob.core.windows.net/"))
                                .candidates(Reading.notLooked())
                                .sourceBlob(Reading.notLooked()),
                        "Blocked VhdOutsideAccount"),
                arguments(
                        "an account whose name only begins like it",
                        uploaded()
                                .account(account -> at(account, "https://acct.blob.core.windows.net.example.org/"))
                                .candidates(Reading.notLooked())
                                .sourceBlob(Reading.notLooked()),
                        "Blocked VhdOutsideAccount"),
                arguments("no blob", uploaded().sourceBlob(absent()), "Blocked VhdNotFound"),
                arguments("account elsewhere", uploaded().account(VhdSourceTest::abroad), "Blocked DifferentRegion"),
                arguments(
                        "definition of generation 1",
                        uploaded()
                                .os(new Os(CustomImageSpec.OsType.Linux, CustomImageSpec.HyperVGeneration.V2, null))
                                .definition(VhdSourceTest::ofGenerationOne),
                        "Blocked DefinitionMismatch"));
    }

    static Stream<Arguments> form() {
        return Stream.of(
                arguments("block blob", blob(Vhds.block(page())), "Blocked VhdNotPageBlob"),
                arguments("leased", blob(Vhds.leased(page())), "Blocked VhdLeased"),
                arguments("being copied", blob(copying()), "Working Building"),
                arguments("no footer", uploaded().sourceFooter(new byte[512]), "Blocked VhdFooterMissing"),
                arguments("shorter than a footer", uploaded().sourceFooter(new byte[100]), "Blocked VhdFooterMissing"),
                arguments("checksum wrong", uploaded().sourceFooter(Vhds.damagedFooter()), "Blocked VhdFooterDamaged"),
                arguments(
                        "dynamic",
                        uploaded().sourceFooter(Vhds.footer(fields -> fields.putInt(Vhds.DISK_TYPE, 3))),
                        "Blocked VhdNotFixed"),
                arguments(
                        "half a MiB",
                        uploaded()
                                .sourceFooter(Vhds.footer(
                                        fields -> fields.putLong(Vhds.CURRENT_SIZE, Vhds.SIZE + 512 * KIB))),
                        "Blocked VhdSizeUneven"),
                arguments(
                        "empty",
                        uploaded().sourceFooter(Vhds.footer(fields -> fields.putLong(Vhds.CURRENT_SIZE, 0))),
                        "Blocked VhdSizeUneven"),
                arguments("not uploaded to its end", blob(Vhds.longer(page(), -512)), "Blocked VhdLengthWrong"),
                arguments("with something behind it", blob(Vhds.longer(page(), 512)), "Blocked VhdLengthWrong"));
    }

    static Stream<Arguments> search() {
        return Stream.of(
                arguments("one fits", sought(), "remember: choosing version " + CHOSEN + " for attempt 1"),
                arguments(
                        "none fits",
                        sought().candidates(Reading.present(List.of())).sourceBlob(Reading.notLooked()),
                        "Blocked VhdNotFound"),
                arguments(
                        "several fit",
                        sought().candidates(Reading.present(List.of(candidate("a"), candidate("b"))))
                                .sourceBlob(Reading.notLooked()),
                        "Blocked VhdAmbiguous"),
                arguments(
                        "no such group",
                        theImage().fromSoughtVhd().account(absent()),
                        "Blocked StorageAccountNotFound"));
    }

    static Stream<Arguments> theRoad() {
        return Stream.of(
                arguments("all is well", uploaded(), "remember: choosing version " + CHOSEN + " for attempt 1"),
                arguments("no definition", uploaded().definition(absent()), "creating image definition ubuntu"),
                arguments("version chosen", uploaded().remembering(1, CHOSEN), "saving image version " + CHOSEN),
                arguments(
                        "saved",
                        uploaded().ourVersion(CHOSEN, "Succeeded", 1, replica("westeurope", "Completed", 100)),
                        "Settled Ready"),
                arguments(
                        "to a managed image",
                        uploaded().toNoGallery().toManagedImage().remembering(1, CHOSEN),
                        "saving managed image ubuntu"),
                arguments("deleted: the VHD was never ours", uploaded().deleting(DeletionPolicy.Delete), "release"));
    }

    @Test
    void severalAreNamed() {
        assertThat(Told.message(sought().candidates(Reading.present(List.of(candidate("a"), candidate("b"))))
                        .sourceBlob(Reading.notLooked())))
                .contains(Given.VHD + "a.vhd", Given.VHD + "b.vhd", "source.vhd.uri");
    }

    @Test
    void versionAndManagedImageAreMadeFromTheVhd() {
        var source = new ImageSource.Vhd(Given.accountId(), URI.create(UPLOADED));
        assertThat(ImageDecision.decide(uploaded().remembering(1, CHOSEN).snapshot()))
                .isInstanceOfSatisfying(
                        CreateVersion.class,
                        step -> assertThat(step.version().source()).isEqualTo(source));
        assertThat(ImageDecision.decide(uploaded()
                        .toNoGallery()
                        .toManagedImage()
                        .remembering(1, CHOSEN)
                        .snapshot()))
                .isInstanceOfSatisfying(CreateManagedImage.class, step -> {
                    assertThat(step.image().source()).isEqualTo(source);
                    assertThat(step.image().generation()).isEqualTo(HyperVGeneration.V2);
                });
    }

    @Test
    void aDefinitionIsMadeAsTheSpecSays() {
        assertThat(ImageDecision.decide(uploaded().definition(absent()).snapshot()))
                .isInstanceOfSatisfying(CreateDefinition.class, step -> {
                    assertThat(step.definition().osType()).isEqualTo(OsType.Linux);
                    assertThat(step.definition().generation()).isEqualTo(HyperVGeneration.V2);
                    assertThat(step.definition().architecture()).isEqualTo("x64");
                });
    }

    private static Given uploaded() {
        return theImage().fromVhd();
    }

    private static Given sought() {
        return theImage().fromSoughtVhd();
    }

    private static Given blob(Blob blob) {
        return uploaded().sourceBlob(Reading.present(blob));
    }

    private static Blob page() {
        return Vhds.page(UPLOADED, Map.of());
    }

    private static Blob copying() {
        return new Blob(
                page().uri(),
                page().type(),
                0,
                page().etag(),
                false,
                Optional.of(new Copy("copy-1", CopyStatus.PENDING, 1, 2, Optional.empty())),
                Map.of());
    }

    private static Candidate candidate(String vmId) {
        return new Candidate(Given.anAccount(), URI.create(Given.VHD + vmId + ".vhd"));
    }

    private static StorageAccount at(StorageAccount account, String endpoint) {
        return new StorageAccount(
                account.id(),
                account.location(),
                account.kind(),
                account.sku(),
                URI.create(endpoint),
                false,
                account.provisioningState());
    }

    private static StorageAccount abroad(StorageAccount account) {
        return new StorageAccount(
                account.id(),
                new Region("northeurope"),
                account.kind(),
                account.sku(),
                account.blobEndpoint(),
                false,
                account.provisioningState());
    }

    private static Definition ofGenerationOne(Definition definition) {
        return new Definition(
                definition.id(),
                definition.location(),
                definition.provisioningState(),
                definition.osType(),
                definition.osState(),
                HyperVGeneration.V1,
                definition.architecture(),
                definition.securityType(),
                definition.plan(),
                definition.tags());
    }

    private static <T> Reading<T> absent() {
        return new Reading.Absent<>("ResourceNotFound", "not there");
    }
}
