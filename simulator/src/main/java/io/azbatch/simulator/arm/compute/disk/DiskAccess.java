package io.azbatch.simulator.arm.compute.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.storage.Place;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.disk.Export;
import io.azbatch.simulator.storage.disk.Exports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Access to what is on a disk: an address of the blob service that opens it until it is taken back or its time is over. */
final class DiskAccess {
    private static final String GUEST_STATE = "_vmgs";
    private static final long GUEST_STATE_BYTES = (4L << 20) + DiskBody.VHD_FOOTER;
    private static final long GIB = 1L << 30;
    private static final long MAX_SECONDS = 5_184_000;
    private static final Instant SHORTENED = Instant.parse("2025-02-15T00:00:00Z");
    private static final long OLD_MAX_SECONDS = 4_294_967_295L;

    private final Azure azure;
    private final Storage storage;

    DiskAccess(Azure azure, Storage storage) {
        this.azure = azure;
        this.storage = storage;
    }

    /**
     * What a caller asks for.
     *
     * @param write or to read
     * @param seconds how long, virtual
     * @param guestState whether the state of a confidential machine's guest is to be opened too
     */
    record Wish(boolean write, long seconds, boolean guestState) {}

    /** The wish of a request to a disk; refused if it is none, or the disk's state forbids it. */
    Wish check(Request request, Disk disk) {
        ObjectNode body = Bodies.require(request);
        String access = Json.text(body, "access");
        if (!access.equals("Read") && !access.equals("Write")) {
            throw access.isEmpty()
                    ? ArmError.missingParameter("grantAccessData.access")
                    : ArmError.of(
                            400,
                            "InvalidParameter",
                            "The value '" + access + "' of parameter 'access' is invalid.",
                            "access");
        }
        Wish wish = new Wish(
                access.equals("Write"),
                seconds(body.path("durationInSeconds")),
                body.path("getSecureVMGuestStateSAS").asBoolean(false));
        refuse(disk, wish);
        return wish;
    }

    /** Opens the disk; it is another then. */
    Disk open(Disk disk, Wish wish) {
        boolean upload = disk.waitsForUpload();
        long length = length(disk);
        Instant expiry = azure.world().now().plusSeconds(wish.seconds());
        Exports.Terms terms = new Exports.Terms(wish.write(), upload, expiry);
        List<String> names = new ArrayList<>();
        Place content = upload
                ? storage.disks().empty(disk.uniqueId(), length)
                : storage.disks().place(disk.uniqueId(), length);
        names.add(storage.exports().open(content, Export.BLOB, terms).account());
        if (wish.guestState()) {
            Place state = storage.disks().empty(disk.uniqueId() + GUEST_STATE, GUEST_STATE_BYTES);
            names.add(storage.exports()
                    .open(state, disk.uniqueId() + GUEST_STATE, terms)
                    .account());
        }
        azure.world().at(expiry, () -> azure.resources()
                .change(disk.id(), Disk.class, now -> now.access().equals(names) ? close(now) : now));
        return disk.with(names);
    }

    /** Closes the disk; what was uploaded is its content then. */
    Disk close(Disk disk) {
        disk.access().forEach(storage.exports()::close);
        return disk.isOpen() ? disk.with(List.of()).uploaded() : disk;
    }

    /** The addresses, as the operation's output has them. */
    JsonNode addresses(Disk disk) {
        ObjectNode output = Json.object();
        for (String name : disk.access()) {
            storage.exports()
                    .find(name)
                    .ifPresent(export -> output.put(
                            output.isEmpty() ? "accessSAS" : "securityDataAccessSAS",
                            Exports.url(storage.endpoint(), export)));
        }
        return output;
    }

    private static void refuse(Disk disk, Wish wish) {
        String name = disk.id().name();
        if (disk.isOpen()) {
            throw ArmError.notAllowed("There is an active shared access signature outstanding for disk " + name
                    + ". Call EndGetAccess before granting access again.");
        }
        if (Json.text(disk.model(), "properties", "networkAccessPolicy").equals("DenyAll")) {
            throw ArmError.notAllowed(
                    "Access to disk " + name + " can not be granted because its network access policy is DenyAll.");
        }
        if (wish.write() && !disk.waitsForUpload()) {
            throw ArmError.notAllowed("Write access can be granted only to a disk that was created for upload and waits"
                    + " for it; disk " + name + " does not.");
        }
    }

    private long seconds(JsonNode duration) {
        long max = azure.world().now().isBefore(SHORTENED) ? OLD_MAX_SECONDS : MAX_SECONDS;
        if (duration.isMissingNode()) {
            throw ArmError.missingParameter("grantAccessData.durationInSeconds");
        }
        long seconds = duration.isIntegralNumber() ? duration.asLong() : 0;
        if (seconds < 1 || seconds > max) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value of parameter durationInSeconds is out of range. It must be between 1 and " + max + ".",
                    "durationInSeconds");
        }
        return seconds;
    }

    private static long length(Disk disk) {
        long announced = Json.at(disk.model(), "properties", "creationData", "uploadSizeBytes")
                .asLong(0);
        return announced > 0 ? announced : disk.sizeGb() * GIB + DiskBody.VHD_FOOTER;
    }
}
