package io.azbatch.simulator.batch.answer;

/** The errors of the Batch service about jobs, tasks and job schedules, with Azure's status and words. */
public final class WorkErrors {
    private WorkErrors() {}

    public static BatchError applicationNotFound() {
        return BatchError.of(404, "ApplicationNotFound", "The specified application does not exist.");
    }

    public static BatchError taskNotFound() {
        return BatchError.of(404, "TaskNotFound", "The specified task does not exist.");
    }

    public static BatchError jobScheduleNotFound() {
        return BatchError.of(404, "JobScheduleNotFound", "The specified job schedule does not exist.");
    }

    public static BatchError jobNotFound() {
        return BatchError.of(404, "JobNotFound", "The specified job does not exist.");
    }

    public static BatchError jobExists() {
        return BatchError.of(409, "JobExists", "The specified job already exists.");
    }

    public static BatchError jobBeingDeleted() {
        return BatchError.of(
                409,
                "JobBeingDeleted",
                "The specified job has been marked for deletion and is being garbage collected.");
    }

    public static BatchError jobBeingTerminated() {
        return BatchError.of(409, "JobBeingTerminated", "The specified job is being terminated.");
    }

    public static BatchError jobCompleted() {
        return BatchError.of(409, "JobCompleted", "The specified job is already in a completed state.");
    }

    public static BatchError jobNotActive() {
        return BatchError.of(409, "JobNotActive", "The specified job is not in an active state.");
    }

    /** Neither a preparation nor a release task: there is no status of them. */
    public static BatchError noPreparationOrRelease() {
        return BatchError.of(
                409,
                "JobPreparationTaskOrReleaseTaskNotSpecified",
                "The specified job does not have either job preparation task or job release task.");
    }

    public static BatchError taskExists() {
        return BatchError.of(409, "TaskExists", "The specified task already exists.");
    }

    public static BatchError taskCompleted() {
        return BatchError.of(409, "TaskCompleted", "The specified task is already in a completed state.");
    }

    /** Dependencies of a task whose job has none. */
    public static BatchError taskDependenciesNotSpecified() {
        return BatchError.of(
                409,
                "TaskDependenciesNotSpecifiedOnJob",
                "The specified job does not use task dependencies; a task of it cannot depend on another.");
    }

    public static BatchError jobScheduleExists() {
        return BatchError.of(409, "JobScheduleExists", "The specified job schedule already exists.");
    }

    public static BatchError jobScheduleCompleted() {
        return BatchError.of(
                409, "JobScheduleCompleted", "The specified job schedule is already in a completed state.");
    }

    public static BatchError jobScheduleBeingDeleted() {
        return BatchError.of(
                409,
                "JobScheduleBeingDeleted",
                "The specified job schedule has been marked for deletion and is being garbage collected.");
    }

    public static BatchError activeJobQuotaReached() {
        return BatchError.of(
                409,
                "ActiveJobAndScheduleQuotaReached",
                "Active job and job schedule quota for the account has been reached.");
    }
}
