package io.azbatch.operator.image.pass;

/**
 * Where captured VHDs lie in a storage account, as the {@code capture} action of virtual machines names them.
 *
 * @param destinationContainerName a folder in container {@code system}, in spite of its name
 */
public record VhdPlace(String destinationContainerName, String prefix) {

    public static final String CONTAINER = "system";

    private static final String FOLDER = "Microsoft.Compute/Images/";
    private static final String VHD = ".vhd";
    private static final String OS_DISK = "-osDisk.";

    /** What the names of VHD and template begin with. */
    public String start() {
        return FOLDER + destinationContainerName + "/" + prefix + "-";
    }

    /** What the names of OS disks begin with, whatever machine they were. */
    public String osDiskPrefix() {
        return FOLDER + destinationContainerName + "/" + prefix + OS_DISK;
    }

    public String osDisk(String vmId) {
        return osDiskPrefix() + vmId + VHD;
    }

    public String template(String vmId) {
        return start() + "vmTemplate." + vmId + ".json";
    }

    /** Whether a blob of this name is an OS disk of this place. */
    public boolean isOsDisk(String name) {
        return name.startsWith(osDiskPrefix())
                && name.endsWith(VHD)
                && name.length() > osDiskPrefix().length() + VHD.length();
    }

    /** The machine that an OS disk of this place was. */
    public String vmId(String name) {
        return name.substring(osDiskPrefix().length(), name.length() - VHD.length());
    }
}
