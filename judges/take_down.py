"""Everything that image_road.py made goes again, in an order that Azure allows: azure-mgmt-*.

Usage: take_down.py READY_FILE HANDOVER_FILE, last of all.
"""

import json
import pathlib

from azure.core.exceptions import HttpResponseError

from image_road import VERSION, Clients
from stage import Road, Stage, arguments, missing, refused, until

road = Road()


@road.step
def gallery(stage, clients):
    """A version goes, then its definition, then the gallery; never a parent before its children."""
    compute = clients.compute
    with refused(409, "CannotDeleteResource", "nested resources"):
        compute.galleries.begin_delete(stage.group, "gallery").result()
    with refused(409, "CannotDeleteResource", "nested resources"):
        compute.gallery_images.begin_delete(stage.group, "gallery", "render").result()
    compute.gallery_image_versions.begin_delete(stage.group, "gallery", "render", VERSION).result()
    missing(lambda: compute.gallery_image_versions.get(stage.group, "gallery", "render", VERSION))
    until("no definition", 30, lambda: gone(compute.gallery_images.begin_delete, stage.group, "gallery", "render"))
    until("no gallery", 30, lambda: gone(compute.galleries.begin_delete, stage.group, "gallery"))


def gone(begin_delete, *names):
    """Azure counts a child for some seconds after it went."""
    try:
        begin_delete(*names).result()
    except HttpResponseError as no:
        if no.error and no.error.code == "CannotDeleteResource":
            return False
        raise
    return True


@road.step
def machine(stage, clients):
    """The machine goes and leaves its disk and its interface, which can go now."""
    compute, network = clients.compute, clients.network
    compute.images.begin_delete(stage.group, "image").result()
    compute.virtual_machines.begin_delete(stage.group, "template").result()
    compute.virtual_machines.begin_delete(stage.group, "template").result()
    assert compute.disks.get(stage.group, "template-os").properties.disk_state == "Unattached"
    compute.disks.begin_delete(stage.group, "template-os").result()
    network.network_interfaces.begin_delete(stage.group, "nic").result()
    network.public_ip_addresses.begin_delete(stage.group, "address").result()
    network.network_security_groups.begin_delete(stage.group, "guard").result()
    network.subnets.begin_delete(stage.group, "vnet", "default").result()
    assert not network.virtual_networks.get(stage.group, "vnet").properties.subnets


@road.step
def batch_account(stage, clients):
    """The Batch account goes and its name is free again."""
    name = stage.group.replace("-", "")
    clients.batch.batch_account.begin_delete(stage.group, name).result()
    assert clients.batch.location.check_name_availability(
        stage.location, {"name": name, "type": "Microsoft.Batch/batchAccounts"}
    ).name_available


@road.step
def resource_group(stage, clients):
    """The group goes with what is left in it."""
    assert [one.type for one in clients.resources.resources.list_by_resource_group(stage.group)] == [
        "Microsoft.Network/virtualNetworks"
    ]
    clients.resources.resource_groups.begin_delete(stage.group).result()
    assert not clients.resources.resource_groups.check_existence(stage.group)
    missing(lambda: clients.network.virtual_networks.get(stage.group, "vnet"))


def main():
    ready_file, handed_over = arguments(2)
    made = json.loads(pathlib.Path(handed_over).read_text())
    stage = Stage(ready_file, made["group"])
    road.walk(stage, Clients(stage))


if __name__ == "__main__":
    main()
