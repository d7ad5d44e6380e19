package io.azbatch.operator.pool;

import static io.azbatch.operator.pool.Given.UBUNTU;
import static io.azbatch.operator.pool.Given.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.BatchPools.SupportedImage;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which node agent an image gets, and what is said when it gets none. */
final class NodeAgentMatchTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final BaseImage ROCKY = new BaseImage("resf", "rockylinux-x86_64", "9-base");
    private static final BaseImage WINDOWS =
            new BaseImage("microsoftwindowsserver", "windowsserver", "2022-datacenter");

    @ParameterizedTest(name = "{0}")
    @MethodSource({"auto", "given"})
    void matches(String situation, String declared, Resolved image, List<SupportedImage> supported, String expected) {
        String told =
                switch (NodeAgentMatch.of(declared, image, supported, TODAY)) {
                    case NodeAgentMatch.Found(String sku) -> sku;
                    case NodeAgentMatch.Unknown(String message) -> message;
                };
        assertThat(told).isEqualTo(expected);
    }

    static Stream<Arguments> auto() {
        return Stream.of(
                arguments(
                        "one fits",
                        "auto",
                        image(UBUNTU),
                        List.of(verified(UBUNTU, "u24"), verified(ROCKY, "el9")),
                        "u24"),
                arguments(
                        "whatever the case of the names",
                        "auto",
                        image(new BaseImage("Canonical", "Ubuntu-24_04-LTS", "Server")),
                        List.of(verified(UBUNTU, "u24")),
                        "u24"),
                arguments(
                        "listed twice with one agent",
                        "auto",
                        image(UBUNTU),
                        List.of(verified(UBUNTU, "u24"), unverified(UBUNTU, "u24")),
                        "u24"),
                arguments(
                        "verified goes first",
                        "auto",
                        image(UBUNTU),
                        List.of(unverified(UBUNTU, "u22"), verified(UBUNTU, "u24")),
                        "u24"),
                arguments(
                        "unverified is better than none",
                        "auto",
                        image(UBUNTU),
                        List.of(unverified(UBUNTU, "u22")),
                        "u22"),
                arguments(
                        "last day of support",
                        "auto",
                        image(UBUNTU),
                        List.of(ending(UBUNTU, "u24", "2026-11-23")),
                        "u24"),
                arguments(
                        "past its end of support, though verified",
                        "auto",
                        image(UBUNTU),
                        List.of(ending(UBUNTU, "u20", "2026-11-22"), unverified(UBUNTU, "u24")),
                        "u24"),
                arguments(
                        "two verified",
                        "auto",
                        image(UBUNTU),
                        List.of(verified(UBUNTU, "u24"), verified(UBUNTU, "u22")),
                        "several node agents are listed for base image canonical:ubuntu-24_04-lts:server: set"
                                + " spec.nodeAgentSku to one of: u22, u24"),
                arguments(
                        "none fits",
                        "auto",
                        image(UBUNTU),
                        List.of(verified(ROCKY, "el9"), ending(ROCKY, "el8", "2020-01-01"), windows()),
                        "no node agent that is still supported is listed for base image"
                                + " canonical:ubuntu-24_04-lts:server: set spec.nodeAgentSku to one of: el9"),
                arguments(
                        "the base was not recorded, though only one could be meant",
                        "auto",
                        unknownBase(),
                        List.of(verified(ROCKY, "el9"), windows()),
                        "it is not recorded which Marketplace image version 1.0.0 was made from, so no node agent can"
                                + " be matched: set spec.nodeAgentSku to one of: el9"),
                arguments(
                        "nothing for this operating system",
                        "auto",
                        image(UBUNTU),
                        List.of(windows()),
                        "no node agent that is still supported is listed for base image"
                                + " canonical:ubuntu-24_04-lts:server: the account lists none for this operating"
                                + " system, so use another image"));
    }

    static Stream<Arguments> given() {
        return Stream.of(
                arguments("in the list", "el9", image(UBUNTU), List.of(verified(ROCKY, "el9")), "el9"),
                arguments("in Azure's spelling", "EL9", image(UBUNTU), List.of(verified(ROCKY, "el9")), "el9"),
                arguments(
                        "the user's word counts past the end of support",
                        "el8",
                        image(UBUNTU),
                        List.of(ending(ROCKY, "el8", "2020-01-01")),
                        "el8"),
                arguments(
                        "not in the list",
                        "el10",
                        image(UBUNTU),
                        List.of(verified(UBUNTU, "u24"), verified(ROCKY, "el9")),
                        "spec.nodeAgentSku is 'el10', which the Batch account does not support for this image: set"
                                + " spec.nodeAgentSku to one of: el9, u24"),
                arguments(
                        "for another operating system",
                        "windows",
                        image(UBUNTU),
                        List.of(verified(UBUNTU, "u24"), windows()),
                        "spec.nodeAgentSku is 'windows', which the Batch account does not support for this image: set"
                                + " spec.nodeAgentSku to one of: u24"));
    }

    private static Resolved image(BaseImage base) {
        return new Resolved(V1, Optional.of(base), Optional.of(OsType.Linux), Optional.empty(), Optional.empty());
    }

    private static Resolved unknownBase() {
        return new Resolved(V1, Optional.empty(), Optional.of(OsType.Linux), Optional.empty(), Optional.empty());
    }

    private static SupportedImage verified(BaseImage image, String sku) {
        return new SupportedImage(image, sku, OsType.Linux, true, Optional.empty());
    }

    private static SupportedImage unverified(BaseImage image, String sku) {
        return new SupportedImage(image, sku, OsType.Linux, false, Optional.empty());
    }

    private static SupportedImage ending(BaseImage image, String sku, String end) {
        return new SupportedImage(image, sku, OsType.Linux, true, Optional.of(LocalDate.parse(end)));
    }

    private static SupportedImage windows() {
        return new SupportedImage(WINDOWS, "windows", OsType.Windows, true, Optional.empty());
    }
}
