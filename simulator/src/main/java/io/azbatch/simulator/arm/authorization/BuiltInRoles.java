package io.azbatch.simulator.arm.authorization;

import io.azbatch.simulator.entra.AssignedRole.Permission;
import java.util.List;
import java.util.stream.Stream;

/** Azure's own roles that concern machines, images, storage and Batch, cut to what they let do there; as Azure documents them. */
final class BuiltInRoles {
    private static final String BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";
    private static final String CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers/";
    private static final String DELEGATION =
            "Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action";
    private static final String GALLERIES = "Microsoft.Compute/galleries/";
    private static final String SHARE = GALLERIES + "share/action";
    private static final String ACCOUNTS = "Microsoft.Batch/batchAccounts/";
    private static final String ROLES_READ = "Microsoft.Authorization/*/read";
    private static final String ALERTS = "Microsoft.Insights/alertRules/*";
    private static final String GROUPS_READ = "Microsoft.Resources/subscriptions/resourceGroups/read";
    private static final List<String> NOTHING = List.of();
    /** What nearly every narrow role may read besides. */
    private static final List<String> AROUND =
            List.of(ROLES_READ, ALERTS, "Microsoft.Resources/deployments/*", GROUPS_READ);

    static final List<RoleDefinition> ALL = List.of(
            role("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", List.of("*"), NOTHING, NOTHING),
            role(
                    "b24988ac-6180-42a0-ab88-20f7382dd24c",
                    "Contributor",
                    List.of("*"),
                    List.of(
                            "Microsoft.Authorization/*/Delete",
                            "Microsoft.Authorization/*/Write",
                            "Microsoft.Authorization/elevateAccess/Action",
                            SHARE),
                    NOTHING),
            role("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", List.of("*/read"), NOTHING, NOTHING),
            role(
                    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
                    "User Access Administrator",
                    List.of("*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"),
                    NOTHING,
                    NOTHING),
            narrow(
                    "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
                    "Virtual Machine Contributor",
                    "Microsoft.Compute/availabilitySets/*",
                    "Microsoft.Compute/locations/*",
                    "Microsoft.Compute/virtualMachines/*",
                    "Microsoft.Compute/virtualMachineScaleSets/*",
                    "Microsoft.Compute/disks/write",
                    "Microsoft.Compute/disks/read",
                    "Microsoft.Compute/disks/delete",
                    "Microsoft.Network/locations/*",
                    "Microsoft.Network/networkInterfaces/*",
                    "Microsoft.Network/networkSecurityGroups/join/action",
                    "Microsoft.Network/networkSecurityGroups/read",
                    "Microsoft.Network/publicIPAddresses/join/action",
                    "Microsoft.Network/publicIPAddresses/read",
                    "Microsoft.Network/virtualNetworks/read",
                    "Microsoft.Network/virtualNetworks/subnets/join/action",
                    "Microsoft.Storage/storageAccounts/listKeys/action",
                    "Microsoft.Storage/storageAccounts/read"),
            narrow("4d97b98b-1d4f-4787-a291-c67834d212e7", "Network Contributor", "Microsoft.Network/*"),
            narrow(
                    "17d1049b-9a84-46fb-8f53-869881c3d3ab",
                    "Storage Account Contributor",
                    "Microsoft.Storage/storageAccounts/*"),
            role(
                    "7efff54f-a5b4-42b5-a1c5-5411624893ce",
                    "Disk Snapshot Contributor",
                    List.of(
                            ROLES_READ,
                            GROUPS_READ,
                            "Microsoft.Compute/snapshots/delete",
                            "Microsoft.Compute/snapshots/write",
                            "Microsoft.Compute/snapshots/read",
                            "Microsoft.Compute/snapshots/beginGetAccess/action",
                            "Microsoft.Compute/snapshots/endGetAccess/action",
                            "Microsoft.Compute/disks/beginGetAccess/action",
                            "Microsoft.Storage/storageAccounts/listkeys/action",
                            "Microsoft.Storage/storageAccounts/write",
                            "Microsoft.Storage/storageAccounts/read",
                            "Microsoft.Storage/storageAccounts/delete"),
                    NOTHING,
                    NOTHING),
            role(
                    "cf7c76d2-98a3-4358-a134-615aa78bf44d",
                    "Compute Gallery Image Reader",
                    List.of(GALLERIES + "images/read", GALLERIES + "images/versions/read"),
                    NOTHING,
                    NOTHING),
            role(
                    "85a2d0d9-2eba-4c9c-b355-11c2cc0788ab",
                    "Compute Gallery Artifacts Publisher",
                    with(
                            GALLERIES + "*",
                            "Microsoft.Compute/locations/capsOperations/read",
                            "Microsoft.Compute/images/*",
                            "Microsoft.Compute/virtualMachines/write",
                            "Microsoft.Compute/disks/write"),
                    List.of(SHARE),
                    NOTHING),
            role(
                    "1ef6a3be-d0ac-425d-8c01-acb62866290b",
                    "Compute Gallery Sharing Admin",
                    List.of(SHARE),
                    NOTHING,
                    NOTHING),
            role(
                    "29fe4964-1e60-436b-bd3a-77fd4c178b3c",
                    "Azure Batch Account Contributor",
                    with(ACCOUNTS + "*"),
                    NOTHING,
                    List.of(ACCOUNTS + "*")),
            role(
                    "11076f67-66f6-4be0-8f6b-f0609fd05cc9",
                    "Azure Batch Account Reader",
                    List.of(ACCOUNTS + "read", ACCOUNTS + "*/read", GROUPS_READ),
                    NOTHING,
                    List.of(ACCOUNTS + "*/read")),
            role(
                    "6aaa78f1-f7de-44ca-8722-c64a23943cae",
                    "Azure Batch Data Contributor",
                    with(
                            ACCOUNTS + "read",
                            ACCOUNTS + "applications/*",
                            ACCOUNTS + "pools/*",
                            ACCOUNTS + "poolOperationResults/*",
                            "Microsoft.Batch/locations/*/read"),
                    NOTHING,
                    List.of(ACCOUNTS + "jobSchedules/*", ACCOUNTS + "jobs/*")),
            role(
                    "48e5e92e-a480-4e71-aa9c-2778f4c13781",
                    "Azure Batch Job Submitter",
                    List.of(
                            ACCOUNTS + "applications/read",
                            ACCOUNTS + "applications/versions/read",
                            ACCOUNTS + "pools/read",
                            ALERTS,
                            GROUPS_READ),
                    NOTHING,
                    List.of(ACCOUNTS + "jobSchedules/*", ACCOUNTS + "jobs/*")),
            role(
                    "f1a07417-d97a-45cb-824c-7a7467783830",
                    "Managed Identity Operator",
                    with(
                            "Microsoft.ManagedIdentity/userAssignedIdentities/*/read",
                            "Microsoft.ManagedIdentity/userAssignedIdentities/read",
                            "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action",
                            "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"),
                    NOTHING,
                    NOTHING),
            role(
                    "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
                    "Storage Blob Data Owner",
                    List.of(CONTAINERS + "*", DELEGATION),
                    NOTHING,
                    List.of(BLOBS + "*")),
            role(
                    "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
                    "Storage Blob Data Contributor",
                    List.of(CONTAINERS + "delete", CONTAINERS + "read", CONTAINERS + "write", DELEGATION),
                    NOTHING,
                    List.of(
                            BLOBS + "delete",
                            BLOBS + "read",
                            BLOBS + "write",
                            BLOBS + "move/action",
                            BLOBS + "add/action")),
            role(
                    "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
                    "Storage Blob Data Reader",
                    List.of(CONTAINERS + "read", DELEGATION),
                    NOTHING,
                    List.of(BLOBS + "read")),
            role(
                    "db58b8e5-c6ad-4a2a-8342-4190687cbf4a",
                    "Storage Blob Delegator",
                    List.of(DELEGATION),
                    NOTHING,
                    NOTHING));

    private BuiltInRoles() {}

    private static RoleDefinition narrow(String guid, String name, String... actions) {
        return role(guid, name, with(actions), NOTHING, NOTHING);
    }

    private static List<String> with(String... actions) {
        return Stream.concat(AROUND.stream(), Stream.of(actions)).toList();
    }

    private static RoleDefinition role(
            String guid, String name, List<String> actions, List<String> notActions, List<String> dataActions) {
        return new RoleDefinition(
                guid,
                name,
                "Azure's role " + name + ".",
                true,
                List.of(new Permission(actions, notActions, dataActions, NOTHING)),
                List.of("/"));
    }
}
