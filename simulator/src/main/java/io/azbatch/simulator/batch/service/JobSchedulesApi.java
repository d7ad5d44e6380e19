package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.answer.WorkErrors;
import io.azbatch.simulator.batch.job.JobSchedule;
import io.azbatch.simulator.batch.job.JobScheduleState;
import io.azbatch.simulator.batch.job.JobWorld;
import io.azbatch.simulator.batch.job.Spans;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Job schedules. */
public final class JobSchedulesApi {
    private static final int MOST = 1000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Set<String> CHANGES = Set.of("schedule", "jobSpecification", "metadata");

    private final JobWorld world;
    private final Settings settings;
    private final Lists lists;

    public JobSchedulesApi(JobWorld world, Settings settings) {
        this.world = world;
        this.settings = settings;
        this.lists = new Lists(settings);
    }

    void add(Operations operations) {
        String one = "/jobschedules/{schedule}";
        operations.add("POST", "/jobschedules", "jobschedules add", this::add);
        operations.add("GET", "/jobschedules", "jobschedules list", this::list);
        operations.add("GET", one, "jobschedules GET", this::get);
        operations.add(
                "HEAD",
                one,
                "jobschedules exists",
                call -> Answers.of(Response.empty(200), conditioned(call).modified()));
        operations.add("PATCH", one, "jobschedules patch", call -> change(call, false));
        operations.add("PUT", one, "jobschedules update", call -> change(call, true));
        operations.add(
                "POST", one + "/disable", "jobschedules disable", call -> act(call, 204, world.schedules()::disable));
        operations.add(
                "POST", one + "/enable", "jobschedules enable", call -> act(call, 204, world.schedules()::enable));
        operations.add(
                "POST",
                one + "/terminate",
                "jobschedules terminate",
                call -> act(call, 202, world.schedules()::terminate));
        operations.add("DELETE", one, "jobschedules delete", this::delete);
        operations.add("GET", one + "/jobs", "jobschedules jobs", this::jobs);
    }

    private Response add(Call call) {
        ObjectNode body = call.body();
        Fields.check(body, Set.of("id", "displayName", "schedule", "jobSpecification", "metadata"));
        String id = Json.text(body, "id");
        PoolChecks.checkId(id);
        check(call, body, true);
        if (world.schedules().find(call.account().id(), id).isPresent()) {
            throw WorkErrors.jobScheduleExists().refusal();
        }
        JobsApi.checkQuota(call, world, settings);
        JobSchedule schedule =
                world.schedules().add(call.account().id(), call.account().location(), normalised(body));
        return Answers.added(call, "/jobschedules/" + schedule.name(), schedule.modified());
    }

    private Response list(Call call) {
        List<ObjectNode> schedules = world.schedules().of(call.account().id()).stream()
                .map(schedule -> render(call, schedule))
                .toList();
        return lists.page(call, "jobschedules", schedules, MOST);
    }

    private Response get(Call call) {
        JobSchedule schedule = conditioned(call);
        return Answers.of(Answers.one(call, "jobschedules", render(call, schedule)), schedule.modified());
    }

    /** A change of what is named, or of everything that may be named. */
    private Response change(Call call, boolean all) {
        JobSchedule schedule = conditioned(call);
        ObjectNode changes = call.body();
        Fields.check(changes, CHANGES);
        check(call, changes, all);
        ObjectNode next = schedule.settings().deepCopy();
        if (all) {
            next.remove(CHANGES);
        }
        changes.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> next.set(field.getKey(), field.getValue()));
        return Answers.written(
                call, 200, world.schedules().change(schedule, normalised(next)).modified());
    }

    private Response act(Call call, int status, UnaryOperator<JobSchedule> action) {
        return Answers.written(call, status, action.apply(conditioned(call)).modified());
    }

    private Response delete(Call call) {
        world.schedules().delete(conditioned(call));
        return Response.empty(202);
    }

    private Response jobs(Call call) {
        List<ObjectNode> jobs = world.schedules().jobsOf(require(call)).stream()
                .map(job -> JobBody.render(call, job))
                .toList();
        return lists.page(call, "jobs", jobs, MOST);
    }

    private static void check(Call call, ObjectNode body, boolean whole) {
        for (String field : new String[] {"schedule", "jobSpecification"}) {
            if (whole && !body.path(field).isObject()) {
                throw Errors.missingProperty(field).refusal();
            }
        }
        if (body.path("jobSpecification") instanceof ObjectNode specification) {
            JobChecks.specification(specification, call.version(), call.account());
            if (specification.path("poolInfo").has("autoPoolSpecification")) {
                throw Errors.forbidden(
                                "Property autoPoolSpecification of a job schedule is not enabled for current account")
                        .refusal();
            }
        }
        if (body.path("schedule") instanceof ObjectNode schedule) {
            Fields.check(schedule, Set.of("doNotRunUntil", "doNotRunAfter", "startWindow", "recurrenceInterval"));
            span(schedule, "startWindow");
            span(schedule, "recurrenceInterval");
            instant(schedule, "doNotRunUntil");
            instant(schedule, "doNotRunAfter");
        }
        PoolChecks.checkMetadata(body.path("metadata"));
    }

    private static void span(ObjectNode schedule, String field) {
        String text = Json.text(schedule, field);
        boolean good = text.isEmpty()
                || Spans.parse(text)
                        .filter(span -> span.compareTo(SHORTEST) >= 0)
                        .isPresent();
        if (!good) {
            throw Errors.invalidProperty(field, text, "The specified value must be a duration of at least 1 minute.")
                    .refusal();
        }
    }

    /** Brings a time into the form of answers. */
    private static void instant(ObjectNode schedule, String field) {
        String text = Json.text(schedule, field);
        try {
            if (!text.isEmpty()) {
                Instant time = OffsetDateTime.parse(text).toInstant();
                schedule.put(field, BatchTime.iso(time));
            }
        } catch (DateTimeParseException e) {
            throw Errors.invalidProperty(field, text, "The specified value is not a valid time.")
                    .refusal();
        }
    }

    private static ObjectNode normalised(ObjectNode body) {
        ObjectNode settings = body.deepCopy();
        PoolDefaults.withoutNulls(settings);
        settings.set("jobSpecification", JobDefaults.job((ObjectNode) settings.get("jobSpecification")));
        return settings;
    }

    private static ObjectNode render(Call call, JobSchedule schedule) {
        ObjectNode body = Json.object().put("id", schedule.name());
        JobBody.putWritten(
                body, call.endpoint() + "/jobschedules/" + schedule.name(), schedule.created(), schedule.modified());
        JobBody.putCourse(body, schedule.course(), JobScheduleState::word);
        ObjectNode settings = schedule.settings().deepCopy();
        settings.remove("id");
        JobBody.trim((ObjectNode) settings.get("jobSpecification"), call.version());
        body.setAll(settings);
        ObjectNode execution = body.putObject("executionInfo");
        schedule.nextRun().ifPresent(next -> execution.put("nextRunTime", BatchTime.iso(next)));
        schedule.recentJob()
                .ifPresent(id ->
                        execution.putObject("recentJob").put("id", id).put("url", call.endpoint() + "/jobs/" + id));
        schedule.ended().ifPresent(end -> execution.put("endTime", BatchTime.iso(end)));
        return body;
    }

    private JobSchedule require(Call call) {
        return world.schedules()
                .find(call.account().id(), call.param("schedule"))
                .orElseThrow(() -> WorkErrors.jobScheduleNotFound().refusal());
    }

    private JobSchedule conditioned(Call call) {
        JobSchedule schedule = require(call);
        Conditions.check(call.request(), schedule.modified());
        return schedule;
    }
}
