package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.VhdSource;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Image versions. */
final class VersionsApi {
    private final Azure azure;
    private final GalleryWrites writes;
    private final VersionBody bodies;
    private final Replication replication;

    VersionsApi(Azure azure, GalleryWrites writes) {
        this.azure = azure;
        this.writes = writes;
        this.bodies = new VersionBody(azure);
        this.replication = new Replication(azure);
    }

    Response get(Request request) {
        ImageVersion version = require(request);
        boolean withReplication = request.query().get("$expand").orElse("").equalsIgnoreCase("ReplicationStatus");
        ObjectNode json =
                withReplication ? version.viewWithReplication(azure.world().now()) : version.view();
        return Response.json(200, bodies.trim(json, request.apiVersion()));
    }

    Response list(Request request) {
        ResourceId definition = DefinitionsApi.id(request);
        if (!azure.resources().exists(definition.toString())) {
            throw ArmError.resourceNotFound(definition);
        }
        List<ObjectNode> items = azure.resources().children(ImageVersion.class, definition).stream()
                .map(version -> bodies.trim(version.view(), request.apiVersion()))
                .toList();
        return azure.pages().of(request, items);
    }

    Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/galleries");
        ResourceId id = id(request);
        Definition definition = azure.resources()
                .find(id.parent().orElseThrow(), Definition.class)
                .orElseThrow(() -> ArmError.parentNotFound(id));
        Optional<ImageVersion> existing = azure.resources().find(id, ImageVersion.class);
        existing.ifPresent(version -> Bodies.refuseMove(version, location));
        Names.checkVersion(id.name());
        existing.ifPresent(GalleryWrites::refuseBusy);
        Response written = existing.or(() -> writes.softDeleted().find(id))
                .map(version -> update(request, version, body, true))
                .orElseGet(() -> create(request, id, location, definition, body));
        writes.softDeleted().forget(id);
        return written;
    }

    Response patch(Request request) {
        ImageVersion version = require(request);
        GalleryWrites.refuseBusy(version);
        return update(request, version, Bodies.require(request), false);
    }

    Response delete(Request request) {
        Optional<ImageVersion> existing = azure.resources().find(id(request), ImageVersion.class);
        if (existing.isEmpty()) {
            return Response.empty(204);
        }
        refuseProtected(existing.get());
        return writes.delete(request, existing.get(), azure.settings().seconds("imageVersionDeleteSeconds"));
    }

    private Response create(Request request, ResourceId id, String location, Definition definition, ObjectNode body) {
        ObjectNode model = bodies.forNew(body, location);
        VersionSource source = bodies.source(model, location, definition);
        List<String> regions = PublishingProfile.regions(Json.at(model, "properties", "publishingProfile"));
        ImageVersion version =
                new ImageVersion(id, location, model, "Creating", source.disks(), replication.begin(location, regions));
        return written(judge(request, version), version, "imageVersionSeconds");
    }

    /** A version of a blob that is no disk is accepted and fails. */
    private Request judge(Request request, ImageVersion version) {
        String url = Json.text(version.model(), "properties", "storageProfile", "osDiskImage", "source", "uri");
        return url.isEmpty() ? request : new VhdSource(azure.blobs(), url, version.location()).judge(request);
    }

    private Response update(Request request, ImageVersion version, ObjectNode body, boolean put) {
        ObjectNode model = bodies.forExisting(version, body, put);
        List<String> regions = PublishingProfile.regions(Json.at(model, "properties", "publishingProfile"));
        ImageVersion changed = version.with(model, "Updating").with(replication.change(version, regions));
        return written(request, changed, "imageVersionUpdateSeconds");
    }

    private Response written(Request request, ImageVersion version, String durationSetting) {
        return writes.write(
                request,
                version,
                azure.settings().seconds(durationSetting),
                written -> bodies.trim(written.view(), request.apiVersion()),
                () -> azure.resources().change(version.id(), ImageVersion.class, replication::fail));
    }

    private void refuseProtected(ImageVersion version) {
        boolean blocked = Json.at(version.model(), "properties", "safetyProfile", "blockDeletionBeforeEndOfLife")
                .asBoolean(false);
        String endOfLife = Json.text(version.model(), "properties", "publishingProfile", "endOfLifeDate");
        Instant now = azure.world().now();
        if (blocked
                && !endOfLife.isEmpty()
                && now.isBefore(OffsetDateTime.parse(endOfLife).toInstant())) {
            throw ArmError.notAllowed("Gallery image version " + version.id()
                    + " cannot be deleted before its end of life date " + endOfLife
                    + " because blockDeletionBeforeEndOfLife is set in its safety profile.");
        }
    }

    private ImageVersion require(Request request) {
        ResourceId id = id(request);
        return azure.resources().find(id, ImageVersion.class).orElseThrow(() -> ArmError.resourceNotFound(id));
    }

    private static ResourceId id(Request request) {
        return DefinitionsApi.id(request).child("versions", request.param("version"));
    }
}
