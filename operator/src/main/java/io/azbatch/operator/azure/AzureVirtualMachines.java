package io.azbatch.operator.azure;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineUpdateInner;
import com.azure.resourcemanager.compute.models.InstanceViewTypes;
import com.azure.resourcemanager.compute.models.VirtualMachineCaptureParameters;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.VirtualMachines;
import io.azbatch.operator.cloud.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Virtual machines through Microsoft.Compute. */
final class AzureVirtualMachines implements VirtualMachines {

    private final Connections connections;
    private final Calls calls;
    private final BegunOperations captures = new BegunOperations();

    AzureVirtualMachines(Connections connections, Calls calls) {
        this.connections = connections;
        this.calls = calls;
    }

    @Override
    public Reading<VirtualMachine> get(Credential credential, ResourceId id) {
        return calls.read(credential, "virtualMachine", id.toString(), () -> look(credential, id));
    }

    /** The extensions have a list of their own: the instance view of a deallocated machine shows none. */
    private VirtualMachine look(Credential credential, ResourceId id) {
        ComputeManagementClient compute = compute(credential, id);
        VirtualMachineInner machine = compute.getVirtualMachines()
                .getByResourceGroupWithResponse(
                        id.resourceGroup(), id.name(), InstanceViewTypes.INSTANCE_VIEW, Context.NONE)
                .getValue();
        List<String> extensions = Optional.ofNullable(compute.getVirtualMachineExtensions()
                        .listWithResponse(id.resourceGroup(), id.name(), null, Context.NONE)
                        .getValue()
                        .value())
                .orElse(List.of())
                .stream()
                .map(extension -> extension.name())
                .toList();
        return MachineReading.of(id, machine, extensions);
    }

    @Override
    public Write replaceTags(Credential credential, ResourceId id, Map<String, String> tags, Optional<String> etag) {
        return calls.write(
                id.toString(),
                () -> ArmWrites.begin(compute(credential, id)
                        .getVirtualMachines()
                        .updateWithResponseAsync(
                                id.resourceGroup(),
                                id.name(),
                                new VirtualMachineUpdateInner().withTags(tags),
                                etag.orElse(null),
                                null)));
    }

    @Override
    public Write deallocate(Credential credential, ResourceId id) {
        return calls.write(
                id.toString(),
                () -> ArmWrites.begin(compute(credential, id)
                        .getVirtualMachines()
                        .deallocateWithResponseAsync(id.resourceGroup(), id.name(), null)));
    }

    @Override
    public Write generalize(Credential credential, ResourceId id) {
        return calls.write(id.toString(), () -> compute(credential, id)
                .getVirtualMachines()
                .generalizeWithResponse(id.resourceGroup(), id.name(), Context.NONE));
    }

    @Override
    public Write capture(Credential credential, ResourceId id, Capture capture) {
        return calls.write(
                id.toString(),
                () -> captures.began(
                        credential,
                        id,
                        ArmWrites.begin(compute(credential, id)
                                .getVirtualMachines()
                                .captureWithResponseAsync(
                                        id.resourceGroup(),
                                        id.name(),
                                        new VirtualMachineCaptureParameters()
                                                .withVhdPrefix(capture.vhdPrefix())
                                                .withDestinationContainerName(capture.destinationContainerName())
                                                .withOverwriteVhds(capture.overwrite())))));
    }

    @Override
    public Reading<Capturing> capturing(Credential credential, ResourceId id) {
        Reading<String> operation = captures.operation(credential, id);
        if (operation instanceof Reading.Absent<String>(String code, String message)) {
            return new Reading.Absent<>(code, message);
        }
        Reading<Capturing> capturing = operation.then(url -> calls.read(
                credential,
                "capture",
                id.toString(),
                () -> capturing(OperationDocument.read(
                        connections.arm(credential, id.subscriptionId()).operation(url)))));
        if (capturing instanceof Reading.Present<Capturing>(Capturing.Failed failed)) {
            captures.forget(credential, id);
        }
        return capturing;
    }

    private static Capturing capturing(OperationDocument document) {
        return document.failed()
                ? new Capturing.Failed(document.failure())
                : document.succeeded() ? new Capturing.Done() : new Capturing.Pending();
    }

    private ComputeManagementClient compute(Credential credential, ResourceId id) {
        return connections.arm(credential, id.subscriptionId()).compute();
    }
}
