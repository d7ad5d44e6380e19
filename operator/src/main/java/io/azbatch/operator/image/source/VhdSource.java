package io.azbatch.operator.image.source;

import static io.azbatch.operator.image.pass.Rule.work;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.VhdSight;
import java.util.Optional;

/** The rule for a VHD that is there: it may still be on its way. */
public final class VhdSource {

    private VhdSource() {}

    public static Optional<ImageStep> whole(ImageSnapshot snapshot) {
        return snapshot.sourceVhd()
                .flatMap(seen -> seen.blob().found())
                .filter(blob -> VhdSight.pending(blob).isPresent())
                .flatMap(blob -> work(ImageReason.Building, blob.uri() + " is still being copied by somebody"));
    }
}
