package io.azbatch.operator.azure;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.InstanceViewStatus;
import com.azure.resourcemanager.compute.models.OSDisk;
import com.azure.resourcemanager.compute.models.OperatingSystemTypes;
import com.azure.resourcemanager.compute.models.StorageProfile;
import com.azure.resourcemanager.compute.models.VirtualHardDisk;
import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.PurchasePlan;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compute's machine in domain words. Anything may be missing while a machine is being made. */
final class MachineReading {

    private static final String POWER_STATE = "PowerState/";
    private static final String GENERALIZED = "OSState/generalized";

    private MachineReading() {}

    static VirtualMachine of(ResourceId id, VirtualMachineInner machine, List<String> extensions) {
        List<String> statuses = statuses(machine);
        Optional<StorageProfile> storage = Optional.ofNullable(machine.storageProfile());
        Optional<OSDisk> disk = storage.map(StorageProfile::osDisk);
        return new VirtualMachine(
                id,
                text(machine.vmId()),
                new Region(text(machine.location())),
                Optional.ofNullable(machine.hardwareProfile())
                        .map(hardware -> hardware.vmSize())
                        .map(Object::toString)
                        .orElse(""),
                text(machine.provisioningState()),
                powerState(statuses),
                statuses.stream().anyMatch(GENERALIZED::equalsIgnoreCase),
                disk.map(OSDisk::osType)
                                .filter(OperatingSystemTypes.WINDOWS::equals)
                                .isPresent()
                        ? OsType.Windows
                        : OsType.Linux,
                disk.map(OSDisk::managedDisk).map(managed -> managed.id()).flatMap(ResourceId::parse),
                disk.map(OSDisk::vhd).map(VirtualHardDisk::uri).flatMap(MachineReading::uri),
                generation(Optional.ofNullable(machine.instanceView()).map(view -> view.hyperVGeneration())),
                Optional.ofNullable(machine.securityProfile())
                        .map(security -> security.securityType())
                        .map(Object::toString)
                        .filter(type -> !"Standard".equalsIgnoreCase(type)),
                storage.flatMap(MachineReading::baseImage),
                Optional.ofNullable(machine.plan())
                        .map(plan -> new PurchasePlan(text(plan.name()), text(plan.publisher()), text(plan.product()))),
                extensions,
                tags(machine.tags()),
                Optional.ofNullable(machine.etag()));
    }

    static Optional<HyperVGeneration> generation(Optional<?> generation) {
        return generation.map(Object::toString).flatMap(name -> switch (name.toUpperCase(Locale.ROOT)) {
            case "V1" -> Optional.of(HyperVGeneration.V1);
            case "V2" -> Optional.of(HyperVGeneration.V2);
            default -> Optional.empty();
        });
    }

    private static Optional<BaseImage> baseImage(StorageProfile storage) {
        return Optional.ofNullable(storage.imageReference())
                .filter(image -> image.publisher() != null && image.offer() != null && image.sku() != null)
                .map(image -> new BaseImage(image.publisher(), image.offer(), image.sku()));
    }

    private static List<String> statuses(VirtualMachineInner machine) {
        return machine.instanceView() == null || machine.instanceView().statuses() == null
                ? List.of()
                : machine.instanceView().statuses().stream()
                        .map(InstanceViewStatus::code)
                        .filter(code -> code != null)
                        .toList();
    }

    private static PowerState powerState(List<String> statuses) {
        return statuses.stream()
                .filter(code -> code.regionMatches(true, 0, POWER_STATE, 0, POWER_STATE.length()))
                .map(code -> code.substring(POWER_STATE.length()).toUpperCase(Locale.ROOT))
                .map(name -> switch (name) {
                    case "STARTING" -> PowerState.STARTING;
                    case "RUNNING" -> PowerState.RUNNING;
                    case "STOPPING" -> PowerState.STOPPING;
                    case "STOPPED" -> PowerState.STOPPED;
                    case "DEALLOCATING" -> PowerState.DEALLOCATING;
                    case "DEALLOCATED" -> PowerState.DEALLOCATED;
                    default -> PowerState.UNKNOWN;
                })
                .findFirst()
                .orElse(PowerState.UNKNOWN);
    }

    /** Azure takes tags without a value. */
    static Map<String, String> tags(@Nullable Map<String, String> tags) {
        Map<String, String> plain = new HashMap<>();
        if (tags != null) {
            tags.forEach((name, value) -> plain.put(name, text(value)));
        }
        return Map.copyOf(plain);
    }

    /** Azure writes addresses as URLs; what is none reads as absent. */
    static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException noUrl) {
            return Optional.empty();
        }
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
