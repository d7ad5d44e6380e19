package io.azbatch.simulator.arm.compute.disk;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.compute.RateGroup;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import io.azbatch.simulator.storage.Storage;

/** The routes of disks or of snapshots, each with its throttling group, and what only reads. */
public final class DisksApi {
    private final Azure azure;
    private final Kind kind;
    private final DiskRoom room;
    private final DiskView view;
    private final DiskWrites writes;
    private final DiskGrants grants;

    /**
     * Which of the two this serves.
     *
     * @param type type name
     * @param word as messages say it
     * @param write throttling group of writes
     */
    public record Kind(String type, String word, RateGroup write) {
        public static final Kind DISKS = new Kind("disks", "Disk", RateGroup.windows("CreateUpdateDisks", 2999, 24999));
        public static final Kind SNAPSHOTS =
                new Kind("snapshots", "Snapshot", RateGroup.windows("HighCostSnapshotCreateHydrate", 999, 7999));
    }

    public DisksApi(Azure azure, Kind kind, Storage storage) {
        this.azure = azure;
        this.kind = kind;
        this.room = new DiskRoom(azure, kind);
        this.view = new DiskView(azure);
        this.writes = new DiskWrites(azure, room, storage);
        this.grants = new DiskGrants(azure, room, storage);
    }

    public void routes(Router router) {
        String group =
                "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/" + kind.type();
        String one = group + "/{disk}";
        RateGroup read = RateGroup.windows("LowCostGet", 14999, 119999);
        RateGroup list = RateGroup.windows("HighCostGet", 239, 1919);
        RateGroup delete = RateGroup.windows("DeleteDisks", 2999, 23999);
        router.add(
                "GET",
                "/subscriptions/{subscription}/providers/Microsoft.Compute/" + kind.type(),
                kind.type() + " list",
                list.on(azure, this::listAll));
        router.add("GET", group, kind.type() + " list", list.on(azure, this::listGroup));
        router.add(
                "GET",
                one,
                kind.type() + " GET",
                read.on(azure, request -> Response.json(200, view.full(room.require(request), request.apiVersion()))));
        router.add("PUT", one, kind.type() + " PUT", kind.write().on(azure, writes::put));
        router.add("PATCH", one, kind.type() + " PATCH", kind.write().on(azure, writes::patch));
        router.add("DELETE", one, kind.type() + " DELETE", delete.on(azure, writes::delete));
        RateGroup hydrate = RateGroup.windows("HighCostDiskHydrate", 999, 7999);
        router.add("POST", one + "/beginGetAccess", kind.type() + "/beginGetAccess", hydrate.on(azure, grants::grant));
        router.add("POST", one + "/endGetAccess", kind.type() + "/endGetAccess", hydrate.on(azure, grants::revoke));
    }

    private Response listAll(Request request) {
        return azure.pages()
                .of(
                        request,
                        azure.resources().list(Disk.class).stream()
                                .filter(room::isOfKind)
                                .filter(disk ->
                                        disk.id().subscription().equalsIgnoreCase(request.param("subscription")))
                                .map(disk -> view.listed(disk, request.apiVersion()))
                                .toList());
    }

    private Response listGroup(Request request) {
        return azure.pages()
                .of(
                        request,
                        azure
                                .resources()
                                .list(Disk.class, request.param("subscription"), request.param("group"))
                                .stream()
                                .filter(room::isOfKind)
                                .map(disk -> view.full(disk, request.apiVersion()))
                                .toList());
    }
}
