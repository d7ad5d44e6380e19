"""From a token to a gallery image version and a Batch account: azure-identity and azure-mgmt-*.

Usage: image_road.py READY_FILE HANDOVER_FILE
"""

import uuid

from azure.core.exceptions import ClientAuthenticationError
from azure.mgmt.batch import BatchManagementClient
from azure.mgmt.compute import ComputeManagementClient
from azure.mgmt.network import NetworkManagementClient
from azure.mgmt.resource.resources import ResourceManagementClient
from azure.mgmt.resource.subscriptions import SubscriptionClient

from stage import Road, Stage, arguments, handover, refused

PUBLIC_KEY = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC1Vtl8vXHFTjhHnpxgGMgIqGnZ0iEQzTxqMwt6XyEOk8ka0q5hAgb3VtBQBxYk user"
VERSION = "1.0.0"

road = Road()


class Clients:
    def __init__(self, stage):
        self.subscriptions = SubscriptionClient(
            stage.credential, base_url=stage.arm, credential_scopes=["https://management.azure.com/.default"]
        )
        self.resources = stage.management(ResourceManagementClient)
        self.network = stage.management(NetworkManagementClient)
        self.compute = stage.management(ComputeManagementClient)
        self.batch = stage.management(BatchManagementClient)


@road.step
def wrong_secret(stage, clients):
    """A wrong secret gets no token, and Entra's own number says why."""
    try:
        stage.sign_in("wrong").get_token("https://management.azure.com/.default")
    except ClientAuthenticationError as no:
        assert "AADSTS7000215" in no.message, no.message
    else:
        raise AssertionError("a token for a wrong secret")


@road.step
def subscription(stage, clients):
    """The subscription, its tenant and its locations."""
    assert stage.subscription in [one.subscription_id for one in clients.subscriptions.subscriptions.list()]
    assert clients.subscriptions.subscriptions.get(stage.subscription).state == "Enabled"
    assert stage.tenant in [one.tenant_id for one in clients.subscriptions.tenants.list()]
    names = [one.name for one in clients.subscriptions.subscriptions.list_locations(stage.subscription)]
    assert stage.location in names, names


@road.step
def providers(stage, clients):
    """Providers are listed, asked for one by one, and registered."""
    names = {one.namespace for one in clients.resources.providers.list()}
    assert {"Microsoft.Compute", "Microsoft.Network", "Microsoft.Batch", "Microsoft.Storage"} <= names, names
    for name in ("Microsoft.Batch", "Microsoft.Compute"):
        assert clients.resources.providers.register(name).namespace == name
        assert clients.resources.providers.get(name).registration_state == "Registered"
    with refused(404, "InvalidResourceNamespace", "Microsoft.Nothing"):
        clients.resources.providers.get("Microsoft.Nothing")


@road.step
def resource_group(stage, clients):
    """A resource group: absent, made, there, tagged."""
    groups = clients.resources.resource_groups
    assert not groups.check_existence(stage.group)
    with refused(404, "ResourceGroupNotFound", f"Resource group '{stage.group}' could not be found."):
        groups.get(stage.group)
    assert groups.create_or_update(stage.group, {"location": stage.location}).properties.provisioning_state == "Succeeded"
    assert groups.check_existence(stage.group)
    assert groups.update(stage.group, {"tags": {"team": "render"}}).tags == {"team": "render"}
    assert stage.group in [one.name for one in groups.list()]


@road.step
def network(stage, clients):
    """A network with a subnet, an address, a security group, and an interface in all three."""
    network = clients.network
    network.virtual_networks.begin_create_or_update(
        stage.group,
        "vnet",
        {
            "location": stage.location,
            "properties": {
                "addressSpace": {"addressPrefixes": ["10.1.0.0/16"]},
                "subnets": [{"name": "default", "properties": {"addressPrefix": "10.1.0.0/24"}}],
            },
        },
    ).result()
    subnet = network.subnets.get(stage.group, "vnet", "default")
    address = network.public_ip_addresses.begin_create_or_update(
        stage.group,
        "address",
        {
            "location": stage.location,
            "sku": {"name": "Standard"},
            "properties": {"publicIPAllocationMethod": "Static"},
        },
    ).result()
    guard = network.network_security_groups.begin_create_or_update(
        stage.group, "guard", {"location": stage.location, "properties": {}}
    ).result()
    nic = network.network_interfaces.begin_create_or_update(
        stage.group,
        "nic",
        {
            "location": stage.location,
            "properties": {
                "networkSecurityGroup": {"id": guard.id},
                "ipConfigurations": [
                    {
                        "name": "ip",
                        "properties": {
                            "primary": True,
                            "subnet": {"id": subnet.id},
                            "publicIPAddress": {"id": address.id},
                        },
                    }
                ],
            },
        },
    ).result()
    assert nic.properties.provisioning_state == "Succeeded"
    [ip] = nic.properties.ip_configurations
    assert ip.id == f"{nic.id}/ipConfigurations/ip" and ip.properties.private_ip_address.startswith("10.1.0."), ip
    used = network.public_ip_addresses.get(stage.group, "address")
    assert used.properties.ip_configuration.id == ip.id


@road.step
def network_in_use(stage, clients):
    """What an interface stands on can not be deleted under it."""
    network = clients.network
    with refused(400, "InUseSubnetCannotBeDeleted", "is in use by"):
        network.subnets.begin_delete(stage.group, "vnet", "default").result()
    with refused(400, "InUseSubnetCannotBeDeleted", "is in use by"):
        network.virtual_networks.begin_delete(stage.group, "vnet").result()
    with refused(400, "PublicIPAddressCannotBeDeleted", "can not be deleted since it is still allocated to resource"):
        network.public_ip_addresses.begin_delete(stage.group, "address").result()
    with refused(400, "InUseNetworkSecurityGroupCannotBeDeleted", "is in use by"):
        network.network_security_groups.begin_delete(stage.group, "guard").result()


def machine(stage, nic, **storage):
    return {
        "location": stage.location,
        "properties": {
            "hardwareProfile": {"vmSize": "Standard_D2s_v5"},
            "storageProfile": {
                "imageReference": {
                    "publisher": "Canonical",
                    "offer": "ubuntu-24_04-lts",
                    "sku": "server",
                    "version": "latest",
                },
                "osDisk": {
                    "name": "template-os",
                    "createOption": "FromImage",
                    "caching": "ReadWrite",
                    "managedDisk": {"storageAccountType": "Standard_LRS"},
                },
                **storage,
            },
            "osProfile": {
                "computerName": "template",
                "adminUsername": "azureuser",
                "linuxConfiguration": {
                    "disablePasswordAuthentication": True,
                    "ssh": {
                        "publicKeys": [{"path": "/home/azureuser/.ssh/authorized_keys", "keyData": PUBLIC_KEY}]
                    },
                },
            },
            "networkProfile": {"networkInterfaces": [{"id": nic, "properties": {"primary": True}}]},
        },
    }


@road.step
def no_such_image(stage, clients):
    """A machine from an image or with an interface that is not there is refused."""
    nic = stage.id("Microsoft.Network/networkInterfaces/nic")
    missing = {"imageReference": {"publisher": "Canonical", "offer": "nothing", "sku": "server", "version": "latest"}}
    with refused(404, "PlatformImageNotFound", "is not available"):
        clients.compute.virtual_machines.begin_create_or_update(
            stage.group, "template", machine(stage, nic, **missing)
        ).result()
    with refused(404, "NotFound", "no-nic"):
        clients.compute.virtual_machines.begin_create_or_update(
            stage.group, "template", machine(stage, nic.replace("/nic", "/no-nic"))
        ).result()


@road.step
def virtual_machine(stage, clients):
    """A machine from the Marketplace with a managed disk; its interface tells whose it is."""
    nic = stage.id("Microsoft.Network/networkInterfaces/nic")
    vm = clients.compute.virtual_machines.begin_create_or_update(
        stage.group, "template", machine(stage, nic)
    ).result()
    assert vm.properties.provisioning_state == "Succeeded" and vm.properties.vm_id
    view = clients.compute.virtual_machines.instance_view(stage.group, "template")
    assert "PowerState/running" in [status.code for status in view.statuses]
    owner = clients.network.network_interfaces.get(stage.group, "nic").properties.virtual_machine.id
    assert owner.lower() == vm.id.lower()
    assert clients.compute.disks.get(stage.group, "template-os").properties.disk_state == "Attached"


@road.step
def machine_in_use(stage, clients):
    """What a machine stands on can not be deleted under it, and a running one can not be generalized."""
    with refused(400, "NicInUse", "is used by existing resource"):
        clients.network.network_interfaces.begin_delete(stage.group, "nic").result()
    with refused(409, "OperationNotAllowed", "is attached to VM"):
        clients.compute.disks.begin_delete(stage.group, "template-os").result()
    with refused(409, "OperationNotAllowed", "since the VM is running"):
        clients.compute.virtual_machines.generalize(stage.group, "template")


@road.step
def generalized(stage, clients):
    """Deallocated, generalized, and so for good."""
    machines = clients.compute.virtual_machines
    machines.begin_deallocate(stage.group, "template").result()
    assert clients.compute.disks.get(stage.group, "template-os").properties.disk_state == "Reserved"
    machines.generalize(stage.group, "template")
    codes = [status.code for status in machines.instance_view(stage.group, "template").statuses]
    assert "OSState/generalized" in codes and "PowerState/deallocated" in codes, codes
    with refused(409, "OperationNotAllowed", "since the VM is generalized"):
        machines.begin_start(stage.group, "template").result()


@road.step
def managed_image(stage, clients):
    """A managed image of the machine."""
    image = clients.compute.images.begin_create_or_update(
        stage.group,
        "image",
        {
            "location": stage.location,
            "properties": {
                "hyperVGeneration": "V2",
                "sourceVirtualMachine": {"id": stage.id("Microsoft.Compute/virtualMachines/template")},
            },
        },
    ).result()
    assert image.properties.storage_profile.os_disk.os_state == "Generalized"


@road.step
def gallery(stage, clients):
    """A gallery and a definition in it."""
    clients.compute.galleries.begin_create_or_update(stage.group, "gallery", {"location": stage.location}).result()
    definition = clients.compute.gallery_images.begin_create_or_update(
        stage.group,
        "gallery",
        "render",
        {
            "location": stage.location,
            "properties": {
                "osType": "Linux",
                "osState": "Generalized",
                "hyperVGeneration": "V2",
                "identifier": {"publisher": "acme", "offer": "render", "sku": "v1"},
            },
        },
    ).result()
    assert definition.properties.provisioning_state == "Succeeded"
    with refused(409, "PropertyChangeNotAllowed", "hyperVGeneration"):
        clients.compute.gallery_images.begin_create_or_update(
            stage.group,
            "gallery",
            "render",
            {
                "location": stage.location,
                "properties": {
                    "osType": "Linux",
                    "osState": "Generalized",
                    "hyperVGeneration": "V1",
                    "identifier": {"publisher": "acme", "offer": "render", "sku": "v1"},
                },
            },
        ).result()


@road.step
def image_version(stage, clients):
    """A version of it from the machine, in two regions."""
    versions = clients.compute.gallery_image_versions
    version = versions.begin_create_or_update(
        stage.group,
        "gallery",
        "render",
        VERSION,
        {
            "location": stage.location,
            "properties": {
                "publishingProfile": {"targetRegions": [{"name": "West Europe"}, {"name": "northeurope"}]},
                "storageProfile": {
                    "source": {"virtualMachineId": stage.id("Microsoft.Compute/virtualMachines/template")}
                },
            },
        },
    ).result()
    assert version.properties.provisioning_state == "Succeeded"
    expanded = versions.get(stage.group, "gallery", "render", VERSION, expand="ReplicationStatus")
    assert {one.region for one in expanded.properties.replication_status.summary} == {"West Europe", "North Europe"}
    assert [one.name for one in versions.list_by_gallery_image(stage.group, "gallery", "render")] == [VERSION]


@road.step
def batch_account(stage, clients):
    """A Batch account under a name that was free, and its keys."""
    name = stage.group.replace("-", "")
    assert clients.batch.location.check_name_availability(
        stage.location, {"name": name, "type": "Microsoft.Batch/batchAccounts"}
    ).name_available
    account = clients.batch.batch_account.begin_create(stage.group, name, {"location": stage.location}).result()
    assert account.account_endpoint and account.pool_allocation_mode == "BatchService", account
    assert not clients.batch.location.check_name_availability(
        stage.location, {"name": name, "type": "Microsoft.Batch/batchAccounts"}
    ).name_available


@road.step
def everything(stage, clients):
    """The group lists what is in it, and its template can not be had."""
    kinds = {one.type.lower() for one in clients.resources.resources.list_by_resource_group(stage.group)}
    assert {
        "microsoft.compute/virtualmachines",
        "microsoft.compute/disks",
        "microsoft.compute/galleries",
        "microsoft.network/networkinterfaces",
        "microsoft.batch/batchaccounts",
    } <= kinds, kinds


def main():
    ready_file, made = arguments(2)
    stage = Stage(ready_file, f"judge-{uuid.uuid4().hex[:8]}")
    clients = Clients(stage)
    road.walk(stage, clients)
    name = stage.group.replace("-", "")
    account = clients.batch.batch_account.get(stage.group, name)
    handover(
        made,
        group=stage.group,
        account=name,
        endpoint=account.account_endpoint,
        key=clients.batch.batch_account.get_keys(stage.group, name).primary,
        image=stage.id(f"Microsoft.Compute/galleries/gallery/images/render/versions/{VERSION}"),
        managedImage=stage.id("Microsoft.Compute/images/image"),
    )


if __name__ == "__main__":
    main()
