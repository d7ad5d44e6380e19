package io.azbatch.simulator.arm.compute.vm;

import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.BlobStore;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.compute.capture.CaptureOrder;
import io.azbatch.simulator.arm.compute.capture.Captured;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The action {@code capture}: the older way to an image, for machines whose disks are blobs. The machine itself stays as it is. */
final class CaptureAction {
    /** The median of the recorded ones: the copies are made within the storage service. */
    private static final Duration DURATION = Duration.ofMillis(300);

    private static final String TAKEN =
            "Capture operation cannot continue because target image blob URI already exists and the flag to overwrite VHD"
                    + " blobs is not set. Either delete the blob or set the flag to overwrite VHD blobs and retry.";
    private static final String LEASED =
            "Capture operation cannot continue because target image blob URI has an active lease on it.";

    private final Machines machines;
    private final BlobStore blobs;

    CaptureAction(Machines machines, BlobStore blobs) {
        this.machines = machines;
        this.blobs = blobs;
    }

    Response capture(Request request) {
        VirtualMachine vm = machines.require(request);
        CaptureOrder order = CaptureOrder.of(request);
        Machines.refuseBusy(vm, "capture");
        if (!vm.isUnmanaged()) {
            throw ArmError.notAllowed("The Capture action is only supported on a Virtual Machine with blob based disks."
                    + " Please use the 'Image' resource APIs to create an Image from a managed Virtual Machine.");
        }
        if (!vm.isGeneralized()) {
            throw ArmError.notAllowed("Capture operation cannot be completed because the VM is not generalized.");
        }
        Captured captured = Captured.of(vm, order, request.apiVersion());
        captured.copies().forEach(copy -> refuseTaken(copy, order));
        return begin(request, vm, captured);
    }

    private Response begin(Request request, VirtualMachine vm, Captured captured) {
        Machines.Write write =
                new Machines.Write("capture", DURATION, Optional.empty(), 0, Optional.of(captured::template));
        LongOperation operation = machines.begin(request, vm, "Updating", write, (done, failure) -> {
            if (failure.isEmpty()) {
                captured.copies()
                        .forEach(copy ->
                                blobs.copy(copy.from().toString(), copy.to().toString()));
                blobs.write(
                        captured.templateBlob().toString(),
                        "application/json",
                        new String(Json.bytes(captured.template()), StandardCharsets.UTF_8));
            }
        });
        return operation.announceBoth(Response.empty(202));
    }

    private void refuseTaken(Captured.Copy copy, CaptureOrder order) {
        Optional<BlobStore.Blob> there = blobs.find(copy.to().toString());
        if (there.filter(blob -> blob.lessee().isPresent()).isPresent()) {
            throw taken(LEASED);
        }
        if (there.isPresent() && !order.overwrite()) {
            throw taken(TAKEN);
        }
    }

    private static Refused taken(String message) {
        return ArmError.of(409, "TargetDiskBlobAlreadyExists", message);
    }
}
