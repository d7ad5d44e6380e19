package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.CustomImageStatus.Build;
import io.azbatch.api.v1beta1.CustomImageStatus.BuildStep;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.OwnerMark.Ownership;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a build as people watch them: derived from what Azure shows, with the times they were first seen at. */
final class BuildSteps {

    private static final String PENDING = "Pending";
    private static final String RUNNING = "Running";
    private static final String DONE = "Done";
    private static final String FAILED = "Failed";

    private BuildSteps() {}

    static List<BuildStep> of(ImageSnapshot snapshot, Optional<Build> before) {
        if (snapshot.machine().found().isEmpty() && snapshot.version().found().isEmpty()) {
            return before.map(Build::steps).orElse(List.of());
        }
        List<BuildStep> steps = new ArrayList<>();
        add(steps, snapshot, before, "Claim", claim(snapshot));
        add(steps, snapshot, before, "Deallocate", deallocate(snapshot));
        add(steps, snapshot, before, "Generalize", generalize(snapshot));
        add(steps, snapshot, before, "Save", save(snapshot));
        add(steps, snapshot, before, "Replicate", replicate(snapshot));
        return List.copyOf(steps);
    }

    private static String claim(ImageSnapshot snapshot) {
        return machine(snapshot)
                .map(machine -> machine.generalized() || snapshot.owner().read(machine.tags()) == Ownership.OURS
                        ? DONE
                        : PENDING)
                .orElse(DONE);
    }

    private static String deallocate(ImageSnapshot snapshot) {
        return machine(snapshot)
                .map(machine -> switch (machine.powerState()) {
                    case DEALLOCATED -> DONE;
                    case DEALLOCATING -> RUNNING;
                    case STARTING, RUNNING, STOPPING, STOPPED, UNKNOWN -> PENDING;
                })
                .orElse(DONE);
    }

    private static String generalize(ImageSnapshot snapshot) {
        return machine(snapshot)
                .map(machine ->
                        machine.generalized() && machine.powerState() == PowerState.DEALLOCATED ? DONE : PENDING)
                .orElse(DONE);
    }

    private static String save(ImageSnapshot snapshot) {
        return snapshot.version()
                .found()
                .map(version -> switch (version.provisioningState()) {
                    case "Succeeded", "Updating" -> DONE;
                    case "Failed" -> FAILED;
                    default -> RUNNING;
                })
                .orElse(PENDING);
    }

    private static String replicate(ImageSnapshot snapshot) {
        Optional<Version> version = snapshot.version().found();
        if (version.isEmpty()) {
            return PENDING;
        }
        if (SavedVersion.complete(version.get())) {
            return DONE;
        }
        boolean failed = version.get().replication().stream()
                .anyMatch(replica -> replica.state().equals("Failed"));
        return failed ? FAILED : version.get().replication().isEmpty() ? PENDING : RUNNING;
    }

    private static void add(
            List<BuildStep> steps, ImageSnapshot snapshot, Optional<Build> before, String name, String state) {
        String now = snapshot.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Optional<BuildStep> old = before.stream()
                .flatMap(build -> build.steps().stream())
                .filter(step -> step.name().equals(name))
                .findFirst();
        boolean begun = !state.equals(PENDING);
        boolean ended = state.equals(DONE) || state.equals(FAILED);
        String started = old.map(BuildStep::startedAt).orElse(begun ? now : null);
        String finished = old.filter(step -> step.state().equals(state))
                .map(BuildStep::finishedAt)
                .orElse(ended ? now : null);
        String message = name.equals("Replicate")
                ? snapshot.version().found().map(SavedVersion::progress).orElse(null)
                : null;
        steps.add(new BuildStep(name, state, begun ? started : null, ended ? finished : null, message));
    }

    private static Optional<VirtualMachine> machine(ImageSnapshot snapshot) {
        return snapshot.machine().found();
    }
}
