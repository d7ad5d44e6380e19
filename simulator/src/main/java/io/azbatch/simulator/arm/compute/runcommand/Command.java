package io.azbatch.simulator.arm.compute.runcommand;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * A command that Azure has ready.
 *
 * @param id such as {@code RunShellScript}
 * @param osType {@code Linux} or {@code Windows}
 * @param label a few words
 * @param description a sentence
 */
record Command(String id, String osType, String label, String description) {
    private static final String SCHEMA = "http://schema.management.azure.com/schemas/2016-11-17/runcommands.json";
    private static final String CUSTOM =
            " script should be defined in script property. Optional parameters can be set in" + " parameters property.";

    /** All commands, in the order in which Azure lists them. */
    static final List<Command> ALL = List.of(
            windows("EnableRemotePS", "Enable remote PowerShell", "Configure the machine to enable remote PowerShell."),
            windows(
                    "IPConfig",
                    "List IP configuration",
                    "Shows detailed information for the IP address, subnet mask and default gateway for each adapter"
                            + " bound to TCP/IP."),
            windows("RunPowerShellScript", "Executes a PowerShell script", "Custom multiline PowerShell" + CUSTOM),
            linux("RunShellScript", "Executes a Linux shell script", "Custom multiline shell" + CUSTOM),
            linux("ifconfig", "List network configuration", "Get the configuration of all network interfaces."),
            windows(
                    "EnableAdminAccount",
                    "Enable administrator account",
                    "Checks if the local Administrator account is disabled, and if so enables it."),
            windows(
                    "ResetAccountPassword",
                    "Reset built-in Administrator account password",
                    "Reset built-in Administrator account password."),
            windows(
                    "RDPSettings",
                    "Verify RDP Listener Settings",
                    "Checks registry settings and domain policy settings. Suggests policy actions if machine is part of"
                            + " a domain or modifies the settings to default values."),
            windows(
                    "SetRDPPort",
                    "Set Remote Desktop port",
                    "Sets the default or user specified port number for Remote Desktop connections. Enables firewall"
                            + " rule for inbound access to the port."),
            windows(
                    "ResetRDPCert",
                    "Restore RDP Authentication mode to defaults",
                    "Removes the SSL certificate tied to the RDP listener and restores the RDP listener security to"
                            + " default. Use this script if you see any issues with the certificate."),
            windows(
                    "RemoveRunCommandWindowsExtension",
                    "Removes the internal RunCommandWindows extension",
                    "Removes RunCommandWindows extension deployed to execute previous RunCommand operations."),
            linux(
                    "RemoveRunCommandLinuxExtension",
                    "Removes the internal RunCommandLinux extension",
                    "Removes RunCommandLinux extension deployed to execute previous RunCommand operations."));

    private static Command windows(String id, String label, String description) {
        return new Command(id, "Windows", label, description);
    }

    private static Command linux(String id, String label, String description) {
        return new Command(id, "Linux", label, description);
    }

    /** The command with an id, compared without case. */
    static Optional<Command> find(String id) {
        return ALL.stream().filter(command -> command.id().equalsIgnoreCase(id)).findFirst();
    }

    /** Whether it takes away what earlier commands have left on the machine. */
    boolean removesExtension() {
        return id.startsWith("RemoveRunCommand");
    }

    /** As lists show it. */
    ObjectNode brief() {
        return Json.object()
                .put("$schema", SCHEMA)
                .put("id", id)
                .put("osType", osType)
                .put("label", label)
                .put("description", description);
    }

    /** With its script and parameters. */
    ObjectNode full() {
        ObjectNode json = Json.object();
        ArrayNode script = json.putArray("script");
        ArrayNode parameters = json.putArray("parameters");
        switch (id) {
            case "RunPowerShellScript" -> {
                script.add("param(")
                        .add("    [string]$arg1,")
                        .add("    [string]$arg2")
                        .add(")");
                script.add("Write-Host This is a sample script with parameters $arg1 $arg2");
                parameters.add(parameter("arg1")).add(parameter("arg2"));
            }
            case "RunShellScript" -> {
                script.add("echo This is a sample script with parameters $1 $2");
                parameters.add(parameter("arg1")).add(parameter("arg2"));
            }
            default -> script.add("# " + description);
        }
        return json.setAll(brief());
    }

    private static ObjectNode parameter(String name) {
        return Json.object().put("name", name).put("type", "string").put("required", false);
    }
}
