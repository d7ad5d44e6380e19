package io.azbatch.operator.pool;

import static io.azbatch.operator.pool.Given.DEFINITION;
import static io.azbatch.operator.pool.Given.MACHINE;
import static io.azbatch.operator.pool.Given.SUBSCRIPTION;
import static io.azbatch.operator.pool.Given.UBUNTU;
import static io.azbatch.operator.pool.Given.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azbatch.api.v1beta1.BatchPoolSpec;
import io.azbatch.api.v1beta1.BatchPoolSpec.CustomImageRef;
import io.azbatch.api.v1beta1.BatchPoolSpec.Image;
import io.azbatch.api.v1beta1.Condition;
import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.api.v1beta1.CustomImageGallery;
import io.azbatch.api.v1beta1.CustomImageSave;
import io.azbatch.api.v1beta1.CustomImageSource;
import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.api.v1beta1.CustomImageStatus.BaseImage;
import io.azbatch.api.v1beta1.CustomImageStatus.Current;
import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which version a spec means. */
final class ImageChoiceTest {

    private static final Reading<List<Version>> NOT_LOOKED = Reading.notLooked();

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("customImages")
    void ofACustomImage(String situation, CustomImageRef ref, Optional<CustomImage> image, String expected) {
        assertThat(told(ImageChoice.of(spec(new Image(ref, null)), "team", image, NOT_LOOKED)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> customImages() {
        CustomImageRef own = new CustomImageRef("ubuntu", null);
        CustomImageRef others = new CustomImageRef("ubuntu", "images");
        return Stream.of(
                arguments(
                        "not there",
                        own,
                        Optional.empty(),
                        "await Delayed ImageNotFound: CustomImage team/ubuntu does not exist: create it, or check"
                                + " spec.image.customImageRef"),
                arguments(
                        "never seen by the operator",
                        own,
                        Optional.of(image("team", List.of(), null)),
                        "await Working WaitingForImage: CustomImage team/ubuntu has no image yet"),
                arguments(
                        "being built",
                        own,
                        Optional.of(image("team", List.of(), building())),
                        "await Working WaitingForImage: CustomImage team/ubuntu has no image yet: Building, saving"),
                arguments("there", own, Optional.of(image("team", List.of(), saved())), "1.0.0 of team/ubuntu"),
                arguments(
                        "another namespace's, which allows it",
                        others,
                        Optional.of(image("images", List.of("team"), saved())),
                        "1.0.0 of images/ubuntu"),
                arguments(
                        "another namespace's, which does not allow it",
                        others,
                        Optional.of(image("images", List.of("others"), saved())),
                        "await Blocked ImageNotAllowed: CustomImage images/ubuntu does not allow its use here: its owner adds"
                                + " team to its spec.allowedNamespaces"),
                arguments(
                        "saved to no gallery",
                        own,
                        Optional.of(image(
                                "team",
                                List.of(),
                                new CustomImageSave(null, null, new CustomImageSave.ManagedImage("ubuntu", null, null)),
                                null)),
                        "await Blocked ImageNotUsable: CustomImage team/ubuntu is not saved to a gallery, and pools"
                                + " no longer boot from VHDs and managed images, whatever mode their Batch account is in:"
                                + " add save.gallery to it, or name another one in spec.image.customImageRef"),
                arguments(
                        "on its way out",
                        own,
                        Optional.of(deleting(image("team", List.of(), saved()))),
                        "await Blocked ImageNotUsable: CustomImage team/ubuntu is being deleted: name another one in"
                                + " spec.image.customImageRef"));
    }

    @Test
    void aCustomImageTellsWhatItWasMadeFrom() {
        Image ref = new Image(new CustomImageRef("ubuntu", null), null);
        assertThat(ImageChoice.of(spec(ref), "team", Optional.of(image("team", List.of(), saved())), NOT_LOOKED))
                .isInstanceOfSatisfying(Resolved.class, resolved -> {
                    assertThat(resolved.base()).contains(UBUNTU);
                    assertThat(resolved.machine()).contains(MACHINE);
                });
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("galleries")
    void ofAGallery(String situation, String id, Reading<List<Version>> versions, String expected) {
        assertThat(told(ImageChoice.of(spec(new Image(null, id)), "team", Optional.empty(), versions)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> galleries() {
        String definition = DEFINITION.toString();
        return Stream.of(
                arguments("a version", V1.toString(), NOT_LOOKED, "1.0.0"),
                arguments(
                        "an id of something else",
                        MACHINE.toString(),
                        NOT_LOOKED,
                        "Blocked ImageNotFound: spec.image.galleryImageId is '" + MACHINE
                                + "' and must be the ARM id of a gallery image definition or of one of its versions"),
                arguments(
                        "no id at all",
                        "ubuntu",
                        NOT_LOOKED,
                        "Blocked ImageNotFound: spec.image.galleryImageId is 'ubuntu' and must be the ARM id of a"
                                + " gallery image definition or of one of its versions"),
                arguments(
                        "the highest number, not the last in the alphabet",
                        definition,
                        versions(saved("9.0.0"), saved("10.0.0"), saved("2.30.1"), saved("10.0.0")),
                        "10.0.0"),
                arguments(
                        "the last number counts too",
                        definition,
                        versions(saved("2026.1123.9"), saved("2026.1123.36000")),
                        "2026.1123.36000"),
                arguments(
                        "only one that is made",
                        definition,
                        versions(saved("1.0.0"), in("2.0.0", "Creating"), in("3.0.0", "Failed")),
                        "1.0.0"),
                arguments(
                        "not one that is excluded from latest",
                        definition,
                        versions(saved("1.0.0"), excluded("2.0.0")),
                        "1.0.0"),
                arguments(
                        "none left",
                        definition,
                        versions(excluded("2.0.0")),
                        "Delayed ImageNotFound: image definition ubuntu has no version in state Succeeded that is not"
                                + " excluded from latest: make one, or name a version in spec.image.galleryImageId"),
                arguments(
                        "definition missing",
                        definition,
                        new Reading.Absent<>("ResourceNotFound", "no"),
                        "Blocked ImageNotFound: image definition " + definition
                                + " does not exist: create it, or check spec.image.galleryImageId"),
                arguments(
                        "versions unread",
                        definition,
                        new Reading.Unread<>(new Trouble.Denied("AuthorizationFailed", "no")),
                        "unread, listing versions of ubuntu"));
    }

    private static String told(ImageResolution resolution) {
        return switch (resolution) {
            case Resolved resolved ->
                resolved.version().name()
                        + resolved.customImage().map(image -> " of " + image).orElse("");
            case ImageResolution.Unresolved(Standing standing) -> told(standing);
            case ImageResolution.Awaited(Standing standing) -> "await " + told(standing);
            case ImageResolution.Unread(var doing, var trouble) -> "unread, " + doing;
        };
    }

    private static String told(Standing standing) {
        return standing.getClass().getSimpleName() + " " + standing.reason() + ": " + standing.message();
    }

    private static BatchPoolSpec spec(Image image) {
        BatchPoolSpec plain = Given.thePool().spec();
        return new BatchPoolSpec(
                plain.account(),
                null,
                plain.poolId(),
                null,
                image,
                plain.nodeAgentSku(),
                plain.vmSize(),
                plain.scale(),
                plain.metadata(),
                plain.resourceTags(),
                plain.deletion());
    }

    private static CustomImage image(String namespace, List<String> allowed, @Nullable CustomImageStatus status) {
        CustomImageGallery gallery =
                new CustomImageGallery(null, "g", "ubuntu", false, null, null, List.of(), null, null, null, List.of());
        return image(namespace, allowed, new CustomImageSave(gallery, null, null), status);
    }

    private static CustomImage image(
            String namespace, List<String> allowed, CustomImageSave save, @Nullable CustomImageStatus status) {
        CustomImage image = new CustomImage();
        image.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName("ubuntu")
                .build());
        image.setSpec(new CustomImageSpec(
                SUBSCRIPTION,
                "rg",
                "westeurope",
                null,
                null,
                new CustomImageSource(null, null),
                null,
                save,
                allowed,
                DeletionPolicy.Retain));
        image.setStatus(status);
        return image;
    }

    private static CustomImage deleting(CustomImage image) {
        image.getMetadata().setDeletionTimestamp("2026-11-23T10:00:00Z");
        return image;
    }

    private static CustomImageStatus building() {
        return new CustomImageStatus(
                1L,
                List.of(new Condition("Ready", "Unknown", 1L, "2026-11-23T10:00:00Z", "Building", "saving")),
                null,
                null,
                null,
                null);
    }

    private static CustomImageStatus saved() {
        return new CustomImageStatus(
                1L,
                List.of(),
                null,
                null,
                null,
                new Current(
                        "1.0.0",
                        V1.toString(),
                        null,
                        null,
                        new BaseImage(UBUNTU.publisher(), UBUNTU.offer(), UBUNTU.sku()),
                        MACHINE.toString(),
                        "hash",
                        null,
                        List.of()));
    }

    private static Reading<List<Version>> versions(Version... versions) {
        return Reading.present(List.of(versions));
    }

    private static Version saved(String name) {
        return version(name, "Succeeded", false);
    }

    private static Version in(String name, String state) {
        return version(name, state, false);
    }

    private static Version excluded(String name) {
        return version(name, "Succeeded", true);
    }

    private static Version version(String name, String state, boolean excluded) {
        return new Version(
                Given.version(name),
                new Region("westeurope"),
                state,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                excluded,
                Map.of());
    }
}
