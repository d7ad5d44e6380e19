"""Work on a pool: jobs, tasks and a schedule, with azure-batch 15.

Usage: jobs.py READY_FILE HANDOVER_FILE, after image_road.py.
"""

import datetime
import json
import pathlib

from azure.batch import BatchClient, models

import pools
from stage import POLL_SECONDS, Road, Stage, arguments, missing, refused, until

JOB = "frames"

road = Road()


@road.step
def pool(stage, made, batch):
    """A pool to work on."""
    batch.create_pool(pools.wanted(made["image"], task_slots_per_node=2))
    until("idle nodes", 60, lambda: [node.state for node in batch.list_nodes(pools.POOL)] == [pools.IDLE] * 2)


@road.step
def job(stage, made, batch):
    """A job for it; a second one of its name, and one for no pool, are refused."""
    batch.create_job(models.BatchJobCreateOptions(id=JOB, pool_info=models.BatchPoolInfo(pool_id=pools.POOL)))
    with refused(409, "JobExists", "already exists"):
        batch.create_job(models.BatchJobCreateOptions(id=JOB, pool_info=models.BatchPoolInfo(pool_id=pools.POOL)))
    assert batch.get_job(JOB).state == models.BatchJobState.ACTIVE
    assert JOB in [one.id for one in batch.list_jobs()]


@road.step
def tasks(stage, made, batch):
    """Tasks run side by side in the slots of the nodes, and come to an end."""
    for number in range(5):
        batch.create_task(JOB, models.BatchTaskCreateOptions(id=f"frame{number}", command_line="/bin/true"))
    with refused(409, "TaskExists", "already exists"):
        batch.create_task(JOB, models.BatchTaskCreateOptions(id="frame0", command_line="/bin/true"))
    until("five tasks done", 120, lambda: batch.get_job_task_counts(JOB).task_counts.completed == 5)
    done = batch.get_task(JOB, "frame0")
    assert done.execution_info.exit_code == 0 and done.execution_info.result == "success", done
    assert done.node_info.pool_id == pools.POOL


@road.step
def moved(stage, made, batch):
    """Only a disabled job changes its pool."""
    with refused(409, "OperationInvalidForCurrentState", "current state"):
        batch.update_job(JOB, models.BatchJobUpdateOptions(pool_info=models.BatchPoolInfo(pool_id="other")))
    options = models.BatchJobDisableOptions(disable_tasks=models.DisableBatchJobOption.REQUEUE)
    batch.begin_disable_job(JOB, options, polling_interval=POLL_SECONDS).result()
    assert batch.get_job(JOB).state == models.BatchJobState.DISABLED
    batch.begin_enable_job(JOB, polling_interval=POLL_SECONDS).result()
    assert batch.get_job(JOB).state == models.BatchJobState.ACTIVE


@road.step
def schedule(stage, made, batch):
    """A schedule makes jobs of its own."""
    batch.create_job_schedule(
        models.BatchJobScheduleCreateOptions(
            id="nightly",
            schedule=models.BatchJobScheduleConfiguration(recurrence_interval=datetime.timedelta(minutes=5)),
            job_specification=models.BatchJobSpecification(pool_info=models.BatchPoolInfo(pool_id=pools.POOL)),
        )
    )
    until("a job of the schedule", 60, lambda: batch.get_job_schedule("nightly").execution_info.recent_job)
    batch.begin_delete_job_schedule("nightly", polling_interval=POLL_SECONDS).result()


@road.step
def job_deleted(stage, made, batch):
    """The job goes with its tasks, then the pool."""
    # Without options this client can not say of what type a body is; its model of these is not public.
    options = {"terminateReason": "done"}
    batch.begin_terminate_job(JOB, options, polling_interval=POLL_SECONDS).result()
    until("an ended job", 60, lambda: batch.get_job(JOB).state == models.BatchJobState.COMPLETED)
    batch.begin_delete_job(JOB, polling_interval=POLL_SECONDS).result()
    missing(lambda: batch.get_job(JOB))
    batch.begin_delete_pool(pools.POOL, polling_interval=POLL_SECONDS).result()


def main():
    ready_file, handed_over = arguments(2)
    stage = Stage(ready_file, "")
    made = json.loads(pathlib.Path(handed_over).read_text())
    road.walk(stage, made, BatchClient(f"https://{made['endpoint']}", stage.credential))


if __name__ == "__main__":
    main()
