package io.azbatch.simulator.batch.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.WorkErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What can be done to a job schedule, and what it does by itself: at each of its times it makes a job, unless the last one still
 * goes on. Used inside a look at the world only.
 */
public final class JobSchedules {
    private final Azure azure;
    private final JobStore store;
    private final Jobs jobs;

    public JobSchedules(Azure azure, JobStore store, Jobs jobs) {
        this.azure = azure;
        this.store = store;
        this.jobs = jobs;
    }

    public Optional<JobSchedule> find(ResourceId account, String id) {
        return azure.resources().find(account.child("jobschedules", id), JobSchedule.class);
    }

    /** All schedules of an account by id, as the service lists them. */
    public List<JobSchedule> of(ResourceId account) {
        return azure.resources().children(JobSchedule.class, account).stream()
                .sorted(Comparator.comparing(schedule -> schedule.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Jobs that a schedule made. */
    public List<Job> jobsOf(JobSchedule schedule) {
        return store.jobs(schedule.id().parent().orElseThrow()).stream()
                .filter(job -> job.schedule().equals(Optional.of(schedule.name())))
                .toList();
    }

    /** How many schedules count against the account's quota. */
    public int active(ResourceId account) {
        return (int) of(account).stream()
                .filter(schedule ->
                        schedule.state() == JobScheduleState.ACTIVE || schedule.state() == JobScheduleState.DISABLED)
                .count();
    }

    public JobSchedule add(ResourceId account, String location, ObjectNode settings) {
        ResourceId id = account.child("jobschedules", settings.path("id").asText());
        JobSchedule schedule = JobSchedule.begin(id, location, settings, store.now());
        return planFrom(schedule, store.now());
    }

    public JobSchedule change(JobSchedule schedule, ObjectNode settings) {
        refuseOver(schedule);
        return planFrom(schedule.with(settings).touched(store.now()), store.now());
    }

    public JobSchedule disable(JobSchedule schedule) {
        refuseOver(schedule);
        return put(schedule.to(JobScheduleState.DISABLED, store.now()).touched(store.now()));
    }

    public JobSchedule enable(JobSchedule schedule) {
        refuseOver(schedule);
        return put(schedule.to(JobScheduleState.ACTIVE, store.now()).touched(store.now()));
    }

    /** Ends the schedule and its job. One that is being deleted takes it too, as recorded. */
    public JobSchedule terminate(JobSchedule schedule) {
        if (schedule.state() == JobScheduleState.COMPLETED) {
            throw WorkErrors.jobScheduleCompleted().refusal();
        }
        JobSchedule touched = put(schedule.touched(store.now()));
        if (schedule.state() == JobScheduleState.DELETING) {
            return touched;
        }
        JobSchedule terminating = put(touched.to(JobScheduleState.TERMINATING, store.now()));
        jobsOf(schedule).stream()
                .filter(job -> goesOn(job))
                .forEach(job -> jobs.terminate(job, "TerminateJobSchedule"));
        after(terminating, later -> {
            if (later.state() == JobScheduleState.TERMINATING) {
                put(later.to(JobScheduleState.COMPLETED, store.now()).runsAt(Optional.empty()));
            }
        });
        return terminating;
    }

    /** Begins the deletion of the schedule and of all its jobs. */
    public void delete(JobSchedule schedule) {
        if (schedule.state() == JobScheduleState.DELETING) {
            throw WorkErrors.jobScheduleBeingDeleted().refusal();
        }
        JobSchedule deleting =
                put(schedule.to(JobScheduleState.DELETING, store.now()).touched(store.now()));
        jobsOf(schedule).stream()
                .filter(job -> job.state() != JobState.DELETING)
                .forEach(jobs::delete);
        after(deleting, later -> store.remove(later.id()));
    }

    private void run(JobSchedule due) {
        Instant now = store.now();
        boolean busy = jobsOf(due).stream().anyMatch(JobSchedules::goesOn);
        JobSchedule next = due;
        if (due.state() == JobScheduleState.ACTIVE && !busy) {
            next = put(due.madeJob());
            ObjectNode settings = ((ObjectNode) due.settings().get("jobSpecification")).deepCopy();
            settings.put("id", next.recentJob().orElseThrow());
            jobs.add(due.id().parent().orElseThrow(), due.location(), settings, Optional.of(due.name()));
        }
        Optional<Duration> interval = next.interval();
        if (interval.isPresent()) {
            planFrom(next, now.plus(interval.get()));
        } else {
            put(next.runsAt(Optional.empty()));
        }
    }

    /** Notes the next run: not before a moment, nor outside of the bounds that the schedule has. */
    private JobSchedule planFrom(JobSchedule schedule, Instant earliest) {
        Instant due = schedule.bound("doNotRunUntil")
                .filter(until -> until.isAfter(earliest))
                .orElse(earliest);
        boolean late = schedule.bound("doNotRunAfter").map(due::isAfter).orElse(false);
        if (late) {
            return put(schedule.to(JobScheduleState.COMPLETED, store.now()).runsAt(Optional.empty()));
        }
        JobSchedule planned = put(schedule.runsAt(Optional.of(due)));
        azure.world().at(due, () -> current(planned)
                .filter(later -> later.nextRun().equals(Optional.of(due)))
                .filter(later -> later.state() == JobScheduleState.ACTIVE || later.state() == JobScheduleState.DISABLED)
                .ifPresent(this::run));
        return planned;
    }

    private static boolean goesOn(Job job) {
        return switch (job.state()) {
            case ACTIVE, DISABLING, DISABLED, ENABLING -> true;
            case TERMINATING, COMPLETED, DELETING -> false;
        };
    }

    private static void refuseOver(JobSchedule schedule) {
        switch (schedule.state()) {
            case COMPLETED, TERMINATING ->
                throw WorkErrors.jobScheduleCompleted().refusal();
            case DELETING -> throw WorkErrors.jobScheduleBeingDeleted().refusal();
            case ACTIVE, DISABLED -> {
                // It can be changed.
            }
        }
    }

    private void after(JobSchedule meant, Consumer<JobSchedule> effect) {
        azure.world().after(store.seconds("jobTransitionSeconds"), () -> current(meant)
                .ifPresent(effect));
    }

    private Optional<JobSchedule> current(JobSchedule meant) {
        return azure.resources().find(meant.id(), JobSchedule.class).filter(schedule -> schedule.uid()
                .equals(meant.uid()));
    }

    private JobSchedule put(JobSchedule schedule) {
        azure.resources().put(schedule);
        return schedule;
    }
}
