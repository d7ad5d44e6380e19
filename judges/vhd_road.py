"""The classic flow's result: the OS disk as a VHD in container system, and an image version from it. azure-storage-blob, azure-mgmt-*.

Usage: vhd_road.py READY_FILE HANDOVER_FILE, after image_road.py.
"""

import contextlib
import json
import pathlib

from azure.core.exceptions import HttpResponseError
from azure.mgmt.storage import StorageManagementClient
from azure.storage.blob import BlobClient, BlobServiceClient

from image_road import Clients
from stage import Road, Stage, arguments, refused, until

BLOB = "Microsoft.Compute/Images/vhds/render-osDisk.vhd"
FOOTER = 512
MIB = 1 << 20

road = Road()


class Store:
    """The storage account of the run, and its blobs once it is made."""

    def __init__(self, stage):
        self.accounts = stage.management(StorageManagementClient).storage_accounts
        self.name = stage.group.replace("-", "")
        self.blobs = None
        self.source = None

    def target(self):
        return self.blobs.get_blob_client("system", BLOB)


@contextlib.contextmanager
def refused_blob(status, code):
    """The blob service must say no."""
    try:
        yield
    except HttpResponseError as no:
        told = (no.status_code, getattr(no, "error_code", None))
        assert told == (status, code), f"wanted {status} {code}, got {told}: {no}"
        return
    raise AssertionError(f"was accepted; wanted {status} {code}")


@road.step
def storage_account(stage, clients, store):
    """A storage account under a name that was free, its keys, and a container by the caller's own token."""
    question = {"name": store.name, "type": "Microsoft.Storage/storageAccounts"}
    assert store.accounts.check_name_availability(question).name_available
    account = store.accounts.begin_create(
        stage.group,
        store.name,
        {"location": stage.location, "kind": "StorageV2", "sku": {"name": "Standard_LRS"}},
    ).result()
    taken = store.accounts.check_name_availability(question)
    assert not taken.name_available and taken.reason == "AlreadyExists"
    assert len(store.accounts.list_keys(stage.group, store.name).keys_property) == 2
    endpoint = account.properties.primary_endpoints.blob
    store.blobs = BlobServiceClient(endpoint, credential=stage.credential)
    store.blobs.create_container("system")
    with refused_blob(409, "ContainerAlreadyExists"):
        store.blobs.create_container("system")


@road.step
def wrong_blob_key(stage, clients, store):
    """A wrong key is refused."""
    wrong = BlobServiceClient(store.blobs.url, credential={"account_name": store.name, "account_key": "d3Jvbmc="})
    with refused_blob(403, "AuthenticationFailed"):
        wrong.get_container_client("system").get_container_properties()


@road.step
def disk_access(stage, clients, store):
    """The disk of the deallocated machine is opened for reading."""
    granted = clients.compute.disks.begin_grant_access(
        stage.group, "template-os", {"access": "Read", "durationInSeconds": 3600}
    ).result()
    store.source = granted.access_sas
    assert clients.compute.disks.get(stage.group, "template-os").properties.disk_state == "ActiveSAS"
    with refused(409, "OperationNotAllowed", "is attached to VM"):
        clients.compute.disks.begin_delete(stage.group, "template-os").result()


@road.step
def copy(stage, clients, store):
    """The service copies it on its own; the copy is a fixed VHD of whole MiB."""
    target = store.target()
    started = target.start_copy_from_url(store.source)
    assert started["copy_status"] in ("pending", "success")
    until("the copy", 120, lambda: target.get_blob_properties().copy.status == "success")
    properties = target.get_blob_properties()
    assert properties.blob_type == "PageBlob" and (properties.size - FOOTER) % MIB == 0
    footer = target.download_blob(offset=properties.size - FOOTER, length=FOOTER).readall()
    assert footer[:8] == b"conectix" and int.from_bytes(footer[60:64], "big") == 2
    assert int.from_bytes(footer[48:56], "big") == properties.size - FOOTER


@road.step
def access_revoked(stage, clients, store):
    """Once the access is revoked the address is worth nothing."""
    clients.compute.disks.begin_revoke_access(stage.group, "template-os").result()
    with refused_blob(403, "AuthenticationFailed"):
        BlobClient.from_blob_url(store.source).download_blob(offset=0, length=FOOTER)
    assert clients.compute.disks.get(stage.group, "template-os").properties.disk_state == "Reserved"


@road.step
def version_from_vhd(stage, clients, store):
    """An image version from the VHD alone."""
    versions = clients.compute.gallery_image_versions
    version = versions.begin_create_or_update(
        stage.group,
        "gallery",
        "render",
        "2.0.0",
        {
            "location": stage.location,
            "properties": {
                "publishingProfile": {"targetRegions": [{"name": stage.location}]},
                "storageProfile": {
                    "osDiskImage": {
                        "source": {
                            "storageAccountId": stage.id(f"Microsoft.Storage/storageAccounts/{store.name}"),
                            "uri": store.target().url,
                        }
                    }
                },
            },
        },
    ).result()
    assert version.properties.provisioning_state == "Succeeded"
    versions.begin_delete(stage.group, "gallery", "render", "2.0.0").result()


@road.step
def blobs_deleted(stage, clients, store):
    """Blob, container and account go."""
    store.target().delete_blob()
    with refused_blob(404, "BlobNotFound"):
        store.target().get_blob_properties()
    store.blobs.delete_container("system")
    store.accounts.delete(stage.group, store.name)
    store.accounts.delete(stage.group, store.name)


def main():
    ready_file, handed_over = arguments(2)
    made = json.loads(pathlib.Path(handed_over).read_text())
    stage = Stage(ready_file, made["group"])
    road.walk(stage, Clients(stage), Store(stage))


if __name__ == "__main__":
    main()
