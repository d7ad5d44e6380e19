package io.azbatch.operator.azure;

import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.GalleryImageVersionInner;
import com.azure.resourcemanager.compute.models.ReplicationStatusTypes;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Galleries;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Write;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Azure Compute Galleries through Microsoft.Compute. */
final class AzureGalleries implements Galleries {

    private static final int GALLERY = 0;
    private static final int DEFINITION = 1;
    private static final int VERSION = 2;

    private final Connections connections;
    private final Calls calls;
    private final OperationTrail trail;

    AzureGalleries(Connections connections, Calls calls, OperationTrail trail) {
        this.connections = connections;
        this.calls = calls;
        this.trail = trail;
    }

    @Override
    public Reading<Gallery> gallery(Credential credential, ResourceId id) {
        return calls.read(
                credential,
                "gallery",
                id.toString(),
                () -> GalleryReading.gallery(
                        id,
                        compute(credential, id)
                                .getGalleries()
                                .getByResourceGroupWithResponse(
                                        id.resourceGroup(), id.nameAt(GALLERY), null, null, Context.NONE)
                                .getValue()));
    }

    @Override
    public Reading<Definition> definition(Credential credential, ResourceId id) {
        return calls.read(
                credential,
                "definition",
                id.toString(),
                () -> GalleryReading.definition(
                        id,
                        compute(credential, id)
                                .getGalleryImages()
                                .getWithResponse(
                                        id.resourceGroup(), id.nameAt(GALLERY), id.nameAt(DEFINITION), Context.NONE)
                                .getValue()));
    }

    @Override
    public Reading<List<Version>> versions(Credential credential, ResourceId definition) {
        return calls.read(credential, "versions", definition.toString(), () -> ArmPages.all(compute(
                                credential, definition)
                        .getGalleryImageVersions()
                        .listByGalleryImageAsync(
                                definition.resourceGroup(), definition.nameAt(GALLERY), definition.nameAt(DEFINITION)))
                .stream()
                .map(version ->
                        GalleryReading.version(definition.child("versions", version.name()), version, Optional.empty()))
                .toList());
    }

    @Override
    public Reading<Version> version(Credential credential, ResourceId id) {
        return calls.read(credential, "version", id.toString(), () -> {
            GalleryImageVersionInner version = look(compute(credential, id), id);
            Optional<String> failure = GalleryReading.isFailed(version)
                    ? trail.failure(credential, id, connections.arm(credential, id.subscriptionId())::operation)
                    : Optional.empty();
            return GalleryReading.version(id, version, failure);
        });
    }

    private static GalleryImageVersionInner look(ComputeManagementClient compute, ResourceId id) {
        return compute.getGalleryImageVersions()
                .getWithResponse(
                        id.resourceGroup(),
                        id.nameAt(GALLERY),
                        id.nameAt(DEFINITION),
                        id.nameAt(VERSION),
                        ReplicationStatusTypes.REPLICATION_STATUS,
                        Context.NONE)
                .getValue();
    }

    @Override
    public Write createGallery(Credential credential, ResourceId id, Region location, Map<String, String> tags) {
        return begin(credential, id, compute -> compute.getGalleries()
                .createOrUpdateWithResponseAsync(
                        id.resourceGroup(), id.nameAt(GALLERY), GalleryBodies.gallery(location, tags)));
    }

    @Override
    public Write createDefinition(Credential credential, ResourceId id, NewDefinition definition) {
        return begin(credential, id, compute -> compute.getGalleryImages()
                .createOrUpdateWithResponseAsync(
                        id.resourceGroup(),
                        id.nameAt(GALLERY),
                        id.nameAt(DEFINITION),
                        GalleryBodies.definition(definition)));
    }

    @Override
    public Write createVersion(Credential credential, ResourceId id, NewVersion version) {
        return begin(credential, id, compute -> compute.getGalleryImageVersions()
                .createOrUpdateWithResponseAsync(
                        id.resourceGroup(),
                        id.nameAt(GALLERY),
                        id.nameAt(DEFINITION),
                        id.nameAt(VERSION),
                        GalleryBodies.version(version)));
    }

    /** Azure's client sends no update without the source, so it is sent back as it was read. */
    @Override
    public Write updateVersion(Credential credential, ResourceId id, VersionUpdate update) {
        return begin(credential, id, compute -> compute.getGalleryImageVersions()
                .updateWithResponseAsync(
                        id.resourceGroup(),
                        id.nameAt(GALLERY),
                        id.nameAt(DEFINITION),
                        id.nameAt(VERSION),
                        GalleryBodies.update(update, look(compute, id).storageProfile())));
    }

    @Override
    public Write deleteVersion(Credential credential, ResourceId id) {
        return begin(credential, id, compute -> compute.getGalleryImageVersions()
                .deleteWithResponseAsync(
                        id.resourceGroup(), id.nameAt(GALLERY), id.nameAt(DEFINITION), id.nameAt(VERSION)));
    }

    /** What is read of a parent's list may change with the child, so its sharing ends too. */
    private Write begin(Credential credential, ResourceId id, Request request) {
        return calls.write(
                id.parent().orElse(id).toString(),
                () -> trail.began(credential, id, ArmWrites.begin(request.with(compute(credential, id)))));
    }

    private ComputeManagementClient compute(Credential credential, ResourceId id) {
        return connections.arm(credential, id.subscriptionId()).compute();
    }

    private interface Request {
        Mono<Response<Flux<ByteBuffer>>> with(ComputeManagementClient compute);
    }
}
