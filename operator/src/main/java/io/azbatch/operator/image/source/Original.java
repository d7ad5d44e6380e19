package io.azbatch.operator.image.source;

import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.ImageSource;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.PurchasePlan;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.MachineSight;
import io.azbatch.operator.image.pass.VhdSourceSight;
import java.util.Optional;

/**
 * What an image is made from, whatever kind of source it is.
 *
 * @param source the machine or the VHD itself
 * @param unmanaged the source is a machine with an OS disk that no gallery takes
 */
public record Original(
        ImageSource source,
        boolean unmanaged,
        OsType osType,
        HyperVGeneration generation,
        String architecture,
        Optional<String> securityType,
        Optional<PurchasePlan> plan,
        Optional<BaseImage> base) {

    /** Empty while the source is not there or not clear. */
    public static Optional<Original> of(ImageSnapshot snapshot) {
        return switch (snapshot.source()) {
            case MachineSight seen -> seen.found().map(machine -> of(seen, machine));
            case VhdSourceSight seen -> seen.chosen().map(chosen -> of(seen, chosen));
        };
    }

    /** What a gallery version is made from: of an unmanaged machine the VHD that was captured. */
    public ImageSource forVersion(ImageSnapshot snapshot) {
        return unmanaged
                ? snapshot.vhd()
                        .flatMap(seen -> seen.vhd()
                                .<ImageSource>map(
                                        vhd -> new ImageSource.Vhd(seen.plan().account(), vhd.uri())))
                        .orElseThrow(() -> new IllegalStateException("the machine has not been captured"))
                : source;
    }

    private static Original of(MachineSight seen, VirtualMachine machine) {
        return new Original(
                new ImageSource.Machine(machine.id()),
                seen.unmanaged(),
                machine.osType(),
                seen.generation().orElse(HyperVGeneration.V1),
                seen.architecture().orElse("x64"),
                machine.securityType(),
                machine.plan(),
                machine.baseImage());
    }

    private static Original of(VhdSourceSight seen, VhdSourceSight.Candidate chosen) {
        return new Original(
                new ImageSource.Vhd(chosen.account().id(), chosen.uri()),
                false,
                seen.os().type(),
                seen.os().generation(),
                seen.os().architecture(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
