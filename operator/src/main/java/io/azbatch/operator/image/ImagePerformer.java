package io.azbatch.operator.image;

import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Write;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.Outcome;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.ImageStep.AbortCopy;
import io.azbatch.operator.image.pass.ImageStep.CaptureMachine;
import io.azbatch.operator.image.pass.ImageStep.ClaimMachine;
import io.azbatch.operator.image.pass.ImageStep.CopyDisk;
import io.azbatch.operator.image.pass.ImageStep.CreateContainer;
import io.azbatch.operator.image.pass.ImageStep.CreateDefinition;
import io.azbatch.operator.image.pass.ImageStep.CreateGallery;
import io.azbatch.operator.image.pass.ImageStep.CreateManagedImage;
import io.azbatch.operator.image.pass.ImageStep.CreateVersion;
import io.azbatch.operator.image.pass.ImageStep.DeallocateMachine;
import io.azbatch.operator.image.pass.ImageStep.DeleteBlob;
import io.azbatch.operator.image.pass.ImageStep.DeleteManagedImage;
import io.azbatch.operator.image.pass.ImageStep.DeleteVersion;
import io.azbatch.operator.image.pass.ImageStep.Effect;
import io.azbatch.operator.image.pass.ImageStep.GeneralizeMachine;
import io.azbatch.operator.image.pass.ImageStep.GrantDiskAccess;
import io.azbatch.operator.image.pass.ImageStep.MarkBlob;
import io.azbatch.operator.image.pass.ImageStep.PutTemplate;
import io.azbatch.operator.image.pass.ImageStep.ReleaseMachine;
import io.azbatch.operator.image.pass.ImageStep.RevokeDiskAccess;
import io.azbatch.operator.image.pass.ImageStep.UpdateVersion;

/** Takes the one step: the only writer to Azure for images. Memory is written with the status, not here. */
final class ImagePerformer {

    private final Cloud cloud;

    ImagePerformer(Cloud cloud) {
        this.cloud = cloud;
    }

    Outcome perform(ImageStep step, Access access) {
        return step instanceof Effect effect && access instanceof Access.Granted(Credential credential, String origin)
                ? Outcome.of(write(effect, credential))
                : new Outcome.Nothing();
    }

    private Write write(Effect effect, Credential credential) {
        var machines = cloud.virtualMachines();
        var disks = cloud.disks();
        var galleries = cloud.galleries();
        var images = cloud.managedImages();
        var blobs = cloud.blobs();
        return switch (effect) {
            case CreateGallery(var id, var location, var tags) ->
                galleries.createGallery(credential, id, location, tags);
            case CreateDefinition(var id, var definition) -> galleries.createDefinition(credential, id, definition);
            case ClaimMachine(var id, var tags, var etag) -> machines.replaceTags(credential, id, tags, etag);
            case DeallocateMachine(var id) -> machines.deallocate(credential, id);
            case GeneralizeMachine(var id) -> machines.generalize(credential, id);
            case CaptureMachine(var id, var capture) -> machines.capture(credential, id, capture);
            case ReleaseMachine(var id, var tags, var etag) -> machines.replaceTags(credential, id, tags, etag);
            case GrantDiskAccess(var disk, var duration) -> disks.grantRead(credential, disk, duration);
            case RevokeDiskAccess(var disk) -> disks.revokeAccess(credential, disk);
            case CreateContainer(var container) -> blobs.createContainer(credential, container);
            case CopyDisk(var vhd, var source, var overwrite, var metadata) ->
                blobs.beginCopy(credential, vhd, source, overwrite, metadata);
            case AbortCopy(var vhd, var copyId) -> blobs.abortCopy(credential, vhd, copyId);
            case MarkBlob(var blob, var etag, var metadata) -> blobs.replaceMetadata(credential, blob, etag, metadata);
            case PutTemplate(var blob, var text, var overwrite, var metadata) ->
                blobs.putText(credential, blob, "application/json", text, overwrite, metadata);
            case DeleteBlob(var blob, var why) -> blobs.delete(credential, blob);
            case CreateVersion(var id, var version) -> galleries.createVersion(credential, id, version);
            case UpdateVersion(var id, var update) -> galleries.updateVersion(credential, id, update);
            case DeleteVersion(var id, var why) -> galleries.deleteVersion(credential, id);
            case CreateManagedImage(var id, var image) -> images.create(credential, id, image);
            case DeleteManagedImage(var id, var why) -> images.delete(credential, id);
        };
    }
}
