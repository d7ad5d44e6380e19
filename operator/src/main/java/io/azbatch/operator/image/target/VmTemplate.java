package io.azbatch.operator.image.target;

import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The template that the {@code capture} action of virtual machines writes beside a VHD, for tools that look for it. Its
 * form is Azure's own, as it was recorded, with its oddities: a state that is a number, and a parameter that is named in
 * two ways.
 */
final class VmTemplate {

    private static final String SCHEMA = "http://schema.management.azure.com/schemas/2014-04-01-preview/VM_IP.json";
    private static final String API_VERSION = "2025-04-01";

    private VmTemplate() {}

    /** Deterministic: the same machine and VHD give the same text. */
    static String of(VirtualMachine machine, URI vhd) {
        return Serialization.asJson(fields(
                "$schema",
                SCHEMA,
                "contentVersion",
                "1.0.0.0",
                "parameters",
                parameters(machine),
                "resources",
                List.of(fields(
                        "name",
                        "[parameters('vmName')]",
                        "type",
                        "Microsoft.Compute/virtualMachines",
                        "location",
                        machine.location().name(),
                        "apiVersion",
                        API_VERSION,
                        "properties",
                        properties(machine, vhd)))));
    }

    private static Map<String, Object> parameters(VirtualMachine machine) {
        return fields(
                "vmName", fields("type", "string"),
                "vmSize", fields("type", "string", "defaultValue", machine.vmSize()),
                "adminUserName", fields("type", "string"),
                "adminPassword", fields("type", "securestring"),
                "networkInterfaceId", fields("type", "string"));
    }

    private static Map<String, Object> properties(VirtualMachine machine, URI vhd) {
        return fields(
                "hardwareProfile", fields("vmSize", "[parameters('vmSize')]"),
                "provisioningState", 0,
                "storageProfile", fields("osDisk", osDisk(machine, vhd)),
                "osProfile",
                        fields(
                                "computerName", "[parameters('vmName')]",
                                "adminUsername", "[parameters('adminUsername')]",
                                "adminPassword", "[parameters('adminPassword')]"),
                "networkProfile",
                        fields("networkInterfaces", List.of(fields("id", "[parameters('networkInterfaceId')]"))));
    }

    /** Where the next machine's own disk may go is a proposal in a new place of the same account. */
    private static Map<String, Object> osDisk(VirtualMachine machine, URI vhd) {
        String text = vhd.toString();
        UUID next = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        String account = text.substring(0, text.indexOf("/system/"));
        return fields(
                "osType", machine.osType().name(),
                "name", text.substring(text.lastIndexOf('/') + 1),
                "createOption", "FromImage",
                "image", fields("uri", text),
                "vhd", fields("uri", account + "/vmcontainer" + next + "/osDisk." + next + ".vhd"),
                "caching", "ReadWrite");
    }

    /** Names and values in turn, kept in order. */
    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return fields;
    }
}
