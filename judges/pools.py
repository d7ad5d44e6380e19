"""A pool from a gallery image version, from its creation to its deletion, with azure-batch 15, which speaks 2025-06-01.

Usage: pools.py READY_FILE HANDOVER_FILE, after image_road.py.
"""

import datetime
import json
import pathlib

from azure.batch import BatchClient, models
from azure.core import MatchConditions
from azure.core.credentials import AzureNamedKeyCredential

from stage import POLL_SECONDS, Road, Stage, arguments, missing, refused, until

POOL = "render-15"
IDLE = models.BatchNodeState.IDLE

road = Road()


def wanted(image, **more):
    return models.BatchPoolCreateOptions(
        id=POOL,
        vm_size="standard_d2s_v5",
        virtual_machine_configuration=models.VirtualMachineConfiguration(
            image_reference=models.BatchVmImageReference(virtual_machine_image_id=image),
            node_agent_sku_id="batch.node.ubuntu 24.04",
        ),
        **{"target_dedicated_nodes": 2, "target_low_priority_nodes": 0, **more},
    )


def steady(batch):
    return until(
        "a steady pool",
        60,
        lambda: (pool := batch.get_pool(POOL)).allocation_state == models.AllocationState.STEADY and pool,
    )


@road.step
def wrong_key(stage, made, batch, keyed):
    """A wrong key is refused; the right one reads."""
    wrong = BatchClient(f"https://{made['endpoint']}", AzureNamedKeyCredential(made["account"], "d3Jvbmc="))
    with refused(403, "AuthenticationFailed", "Server failed to authenticate the request"):
        list(wrong.list_pools())
    assert POOL not in [pool.id for pool in keyed.list_pools()]


@road.step
def supported_images(stage, made, batch, keyed):
    """The node agents that an image may have."""
    agents = {image.node_agent_sku_id for image in batch.list_supported_images()}
    assert "batch.node.ubuntu 24.04" in agents, agents


@road.step
def images_that_do_not_boot(stage, made, batch, keyed):
    """No pool from a managed image, from a version that is not there, with an agent nobody knows, or with a key."""
    with refused(400, "InvalidPropertyValue", "virtualMachineImageId"):
        batch.create_pool(wanted(made["managedImage"]))
    with refused(400, "InvalidPropertyValue", "virtualMachineImageId"):
        batch.create_pool(wanted(made["image"].replace("1.0.0", "9.9.9")))
    options = wanted(made["image"])
    options.virtual_machine_configuration.node_agent_sku_id = "batch.node.nothing"
    with refused(404, "NodeAgentSKUNotFound", "node agent SKU"):
        batch.create_pool(options)
    with refused(403, "AuthenticationFailed", "Server failed to authenticate the request"):
        keyed.create_pool(wanted(made["image"]))


@road.step
def bad_numbers(stage, made, batch, keyed):
    """Numbers out of bounds, and a formula beside a fixed size."""
    with refused(400, "InvalidPropertyValue", "resizeTimeout"):
        batch.create_pool(wanted(made["image"], resize_timeout=datetime.timedelta(minutes=1)))
    with refused(400, "InvalidPropertyValue", "targetDedicatedNodes"):
        batch.create_pool(wanted(made["image"], target_dedicated_nodes=-1))
    with refused(400, "InvalidAutoScalingSettings", "auto scale settings"):
        batch.create_pool(
            wanted(made["image"], enable_auto_scale=True, auto_scale_formula="$TargetDedicatedNodes = 1;")
        )


@road.step
def pool(stage, made, batch, keyed):
    """A pool of two nodes comes up from the image; a second one of its name is refused."""
    # This client raises also where it is only asked whether there is something.
    missing(lambda: batch.pool_exists(POOL))
    with stage.time_standing():
        batch.create_pool(wanted(made["image"], metadata=[models.BatchMetadataItem(name="team", value="render")]))
        with refused(409, "PoolExists", "already exists"):
            batch.create_pool(wanted(made["image"]))
        assert batch.pool_exists(POOL)
        with refused(409, "PoolBeingResized", "being resized"):
            batch.begin_resize_pool(POOL, models.BatchPoolResizeOptions(target_dedicated_nodes=3))
    up = steady(batch)
    assert up.current_dedicated_nodes == 2 and not up.resize_errors
    assert up.virtual_machine_configuration.image_reference.virtual_machine_image_id == made["image"]
    assert [one.id for one in batch.list_pools(filter=f"id eq '{POOL}'", select=["id"])] == [POOL]


@road.step
def nodes(stage, made, batch, keyed):
    """Its nodes boot, are counted, restart, and take no work for a while."""
    until("idle nodes", 60, lambda: [node.state for node in batch.list_nodes(POOL)] == [IDLE, IDLE])
    [counts] = batch.list_pool_node_counts(filter=f"poolId eq '{POOL}'")
    assert (counts.dedicated.idle, counts.dedicated.total) == (2, 2)
    node = next(iter(batch.list_nodes(POOL)))
    assert batch.get_node(POOL, node.id).ip_address
    # Without options this client can not say of what type a body is; its model of these is not public.
    requeue = {"nodeRebootOption": "requeue"}
    batch.begin_reboot_node(POOL, node.id, requeue, polling_interval=POLL_SECONDS).result()
    until("the node again", 60, lambda: batch.get_node(POOL, node.id).state == IDLE)
    batch.disable_node_scheduling(POOL, node.id, {"nodeDisableSchedulingOption": "requeue"})
    assert batch.get_node(POOL, node.id).state == models.BatchNodeState.OFFLINE
    batch.enable_node_scheduling(POOL, node.id)


@road.step
def etag(stage, made, batch, keyed):
    """Who looked at an older pool may not write."""
    old = batch.get_pool(POOL)
    change = models.BatchPoolUpdateOptions(metadata=[models.BatchMetadataItem(name="team", value="genomics")])
    batch.update_pool(POOL, change, etag=old.etag, match_condition=MatchConditions.IfNotModified)
    assert batch.get_pool(POOL).metadata[0].value == "genomics"
    with refused(412, "ConditionNotMet", "not met"):
        batch.update_pool(POOL, change, etag=old.etag, match_condition=MatchConditions.IfNotModified)


@road.step
def resize(stage, made, batch, keyed):
    """More nodes, then fewer; a resize can be stopped."""
    batch.begin_resize_pool(
        POOL,
        models.BatchPoolResizeOptions(target_dedicated_nodes=3, target_low_priority_nodes=1),
        polling_interval=POLL_SECONDS,
    ).result()
    up = steady(batch)
    assert (up.current_dedicated_nodes, up.current_low_priority_nodes) == (3, 1)
    with stage.time_standing():
        batch.begin_resize_pool(POOL, models.BatchPoolResizeOptions(target_dedicated_nodes=9))
        stopping = batch.begin_stop_pool_resize(POOL, polling_interval=POLL_SECONDS)
    stopping.result()
    assert [error.code for error in steady(batch).resize_errors] == ["ResizeStopped"]
    with refused(409, "OperationInvalidForCurrentState", "current state"):
        batch.begin_stop_pool_resize(POOL)
    batch.begin_resize_pool(
        POOL,
        models.BatchPoolResizeOptions(target_dedicated_nodes=1, target_low_priority_nodes=0),
        polling_interval=POLL_SECONDS,
    ).result()
    assert steady(batch).current_dedicated_nodes == 1


@road.step
def autoscale(stage, made, batch, keyed):
    """A formula drives the pool; a broken one says where it breaks."""
    batch.enable_pool_auto_scale(
        POOL, models.BatchPoolEnableAutoScaleOptions(auto_scale_formula="$TargetDedicatedNodes = 2;")
    )
    result = batch.evaluate_pool_auto_scale(
        POOL, models.BatchPoolEvaluateAutoScaleOptions(auto_scale_formula="$TargetDedicatedNodes = 1 + 1;")
    )
    assert "$TargetDedicatedNodes=2" in result.results and result.error is None
    broken = batch.evaluate_pool_auto_scale(
        POOL, models.BatchPoolEvaluateAutoScaleOptions(auto_scale_formula="$TargetDedicatedNodes = ;")
    )
    assert broken.error.code == "AutoScalingFormulaEvaluationError"
    with refused(409, "OperationInvalidForCurrentState", "current state"):
        batch.begin_resize_pool(POOL, models.BatchPoolResizeOptions(target_dedicated_nodes=0))
    until("two nodes", 60, lambda: batch.get_pool(POOL).current_dedicated_nodes == 2)
    steady(batch)
    batch.disable_pool_auto_scale(POOL)
    assert not batch.get_pool(POOL).enable_auto_scale


@road.step
def deleted(stage, made, batch, keyed):
    """The pool goes; while it goes it can neither be deleted again nor made anew."""
    with stage.time_standing():
        going = batch.begin_delete_pool(POOL, polling_interval=POLL_SECONDS)
        with refused(409, "PoolBeingDeleted", "marked for deletion"):
            batch.begin_delete_pool(POOL)
        with refused(409, "PoolBeingDeleted", "marked for deletion"):
            batch.create_pool(wanted(made["image"]))
    going.result()
    missing(lambda: batch.get_pool(POOL))


def main():
    ready_file, handed_over = arguments(2)
    stage = Stage(ready_file, "")
    made = json.loads(pathlib.Path(handed_over).read_text())
    endpoint = f"https://{made['endpoint']}"
    keyed = BatchClient(endpoint, AzureNamedKeyCredential(made["account"], made["key"]))
    road.walk(stage, made, BatchClient(endpoint, stage.credential), keyed)


if __name__ == "__main__":
    main()
