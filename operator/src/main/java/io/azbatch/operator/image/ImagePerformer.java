package io.azbatch.operator.image;

import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Galleries;
import io.azbatch.operator.cloud.VirtualMachines;
import io.azbatch.operator.cloud.Write;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.Outcome;
import io.azbatch.operator.image.ImageStep.ClaimMachine;
import io.azbatch.operator.image.ImageStep.CreateDefinition;
import io.azbatch.operator.image.ImageStep.CreateGallery;
import io.azbatch.operator.image.ImageStep.CreateVersion;
import io.azbatch.operator.image.ImageStep.DeallocateMachine;
import io.azbatch.operator.image.ImageStep.DeleteVersion;
import io.azbatch.operator.image.ImageStep.Effect;
import io.azbatch.operator.image.ImageStep.GeneralizeMachine;
import io.azbatch.operator.image.ImageStep.ReleaseMachine;
import io.azbatch.operator.image.ImageStep.UpdateVersion;

/** Takes the one step: the only writer to Azure for images. Memory is written with the status, not here. */
final class ImagePerformer {

    private final VirtualMachines machines;
    private final Galleries galleries;

    ImagePerformer(VirtualMachines machines, Galleries galleries) {
        this.machines = machines;
        this.galleries = galleries;
    }

    Outcome perform(ImageStep step, Access access) {
        return step instanceof Effect effect && access instanceof Access.Granted(Credential credential, String origin)
                ? Outcome.of(write(effect, credential))
                : new Outcome.Nothing();
    }

    private Write write(Effect effect, Credential credential) {
        return switch (effect) {
            case CreateGallery(var id, var location, var tags) ->
                galleries.createGallery(credential, id, location, tags);
            case CreateDefinition(var id, var definition) -> galleries.createDefinition(credential, id, definition);
            case ClaimMachine(var id, var tags, var etag) -> machines.replaceTags(credential, id, tags, etag);
            case DeallocateMachine(var id) -> machines.deallocate(credential, id);
            case GeneralizeMachine(var id) -> machines.generalize(credential, id);
            case CreateVersion(var id, var version) -> galleries.createVersion(credential, id, version);
            case UpdateVersion(var id, var update) -> galleries.updateVersion(credential, id, update);
            case DeleteVersion(var id, var why) -> galleries.deleteVersion(credential, id);
            case ReleaseMachine(var id, var tags, var etag) -> machines.replaceTags(credential, id, tags, etag);
        };
    }
}
