"""The same pool with azure-batch 14, the client before the rewrite: msrest, 2024-02-01.19.0, tokens that the caller brings.

Usage: pools_msrest.py READY_FILE HANDOVER_FILE, after image_road.py.
"""

import contextlib
import datetime
import json
import pathlib

from azure.batch import BatchServiceClient, models
from azure.batch.batch_auth import SharedKeyCredentials
from msrest.authentication import BasicTokenAuthentication

from stage import Road, Stage, arguments, until

POOL = "render-14"
IDLE = models.ComputeNodeState.idle

road = Road()


@contextlib.contextmanager
def refused(status, code, words):
    """Azure must say no; this client has an exception of its own."""
    try:
        yield
    except models.BatchErrorException as no:
        told = (no.response.status_code, no.error.code)
        assert told == (status, code), f"wanted {status} {code}, got {told}: {no}"
        said = str([no.error.message.value] + [(value.key, value.value) for value in no.error.values or []])
        assert words in said, f"wanted the words '{words}', got: {said}"
        return
    raise AssertionError(f"was accepted; wanted {status} {code}")


def wanted(image, **more):
    return models.PoolAddParameter(
        id=POOL,
        vm_size="standard_d2s_v5",
        virtual_machine_configuration=models.VirtualMachineConfiguration(
            image_reference=models.ImageReference(virtual_machine_image_id=image),
            node_agent_sku_id="batch.node.ubuntu 24.04",
        ),
        **{"target_dedicated_nodes": 2, **more},
    )


def steady(batch):
    return until(
        "a steady pool",
        60,
        lambda: (pool := batch.pool.get(POOL)).allocation_state == models.AllocationState.steady and pool,
    )


@road.step
def wrong_key(stage, made, batch, keyed):
    """A wrong key is refused; the right one reads."""
    wrong = BatchServiceClient(SharedKeyCredentials(made["account"], "d3Jvbmc="), batch.config.batch_url)
    with refused(403, "AuthenticationFailed", "Server failed to authenticate the request"):
        list(wrong.pool.list())
    assert POOL not in [pool.id for pool in keyed.pool.list()]


@road.step
def supported_images(stage, made, batch, keyed):
    """The node agents that an image may have."""
    assert "batch.node.ubuntu 24.04" in {image.node_agent_sku_id for image in batch.account.list_supported_images()}


@road.step
def images_that_do_not_boot(stage, made, batch, keyed):
    """No pool from a managed image, nor with a key."""
    with refused(400, "InvalidPropertyValue", "virtualMachineImageId"):
        batch.pool.add(wanted(made["managedImage"]))
    with refused(403, "AuthenticationFailed", "Server failed to authenticate the request"):
        keyed.pool.add(wanted(made["image"]))


@road.step
def pool(stage, made, batch, keyed):
    """A pool of two nodes comes up from the image; a second one of its name is refused."""
    assert not batch.pool.exists(POOL)
    batch.pool.add(wanted(made["image"], metadata=[models.MetadataItem(name="team", value="render")]))
    with refused(409, "PoolExists", "already exists"):
        batch.pool.add(wanted(made["image"]))
    assert batch.pool.exists(POOL)
    up = steady(batch)
    assert up.current_dedicated_nodes == 2 and not up.resize_errors
    assert up.virtual_machine_configuration.image_reference.virtual_machine_image_id == made["image"]


@road.step
def nodes(stage, made, batch, keyed):
    """Its nodes boot and are counted."""
    until("idle nodes", 60, lambda: [node.state for node in batch.compute_node.list(POOL)] == [IDLE, IDLE])
    options = models.AccountListPoolNodeCountsOptions(filter=f"poolId eq '{POOL}'")
    [counts] = batch.account.list_pool_node_counts(options)
    assert (counts.dedicated.idle, counts.dedicated.total) == (2, 2)


@road.step
def properties(stage, made, batch, keyed):
    """Properties are patched and replaced; who looked at an older pool may not write."""
    old = batch.pool.get(POOL)
    change = models.PoolPatchParameter(metadata=[models.MetadataItem(name="team", value="genomics")])
    batch.pool.patch(POOL, change, models.PoolPatchOptions(if_match=old.e_tag))
    with refused(412, "ConditionNotMet", "not met"):
        batch.pool.patch(POOL, change, models.PoolPatchOptions(if_match=old.e_tag))
    batch.pool.update_properties(
        POOL,
        models.PoolUpdatePropertiesParameter(
            certificate_references=[], application_package_references=[], metadata=[]
        ),
    )
    assert not batch.pool.get(POOL).metadata


@road.step
def resize(stage, made, batch, keyed):
    """Fewer nodes, one of them named."""
    with stage.time_standing():
        batch.pool.resize(POOL, models.PoolResizeParameter(target_dedicated_nodes=3))
        with refused(409, "PoolBeingResized", "being resized"):
            batch.pool.resize(POOL, models.PoolResizeParameter(target_dedicated_nodes=4))
    steady(batch)
    node = next(iter(batch.compute_node.list(POOL)))
    batch.pool.remove_nodes(POOL, models.NodeRemoveParameter(node_list=[node.id]))
    assert steady(batch).current_dedicated_nodes == 2
    assert node.id not in [left.id for left in batch.compute_node.list(POOL)]


@road.step
def autoscale(stage, made, batch, keyed):
    """A formula drives the pool."""
    batch.pool.enable_auto_scale(
        POOL,
        auto_scale_formula="$TargetDedicatedNodes = 1;",
        auto_scale_evaluation_interval=datetime.timedelta(minutes=5),
    )
    assert "$TargetDedicatedNodes=3" in batch.pool.evaluate_auto_scale(POOL, "$TargetDedicatedNodes = 3;").results
    until("one node", 60, lambda: batch.pool.get(POOL).current_dedicated_nodes == 1)
    steady(batch)
    batch.pool.disable_auto_scale(POOL)


@road.step
def deleted(stage, made, batch, keyed):
    """The pool goes, and then it is gone."""
    with stage.time_standing():
        batch.pool.delete(POOL)
        with refused(409, "PoolBeingDeleted", "marked for deletion"):
            batch.pool.delete(POOL)
    until("no pool", 60, lambda: not batch.pool.exists(POOL))
    with refused(404, "PoolNotFound", "does not exist"):
        batch.pool.get(POOL)


def main():
    ready_file, handed_over = arguments(2)
    stage = Stage(ready_file, "")
    made = json.loads(pathlib.Path(handed_over).read_text())
    token = stage.credential.get_token("https://batch.core.windows.net/.default").token
    url = f"https://{made['endpoint']}"
    batch = BatchServiceClient(BasicTokenAuthentication({"access_token": token}), url)
    road.walk(stage, made, batch, BatchServiceClient(SharedKeyCredentials(made["account"], made["key"]), url))


if __name__ == "__main__":
    main()
