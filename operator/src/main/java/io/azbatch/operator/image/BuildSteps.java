package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.CustomImageStatus.Build;
import io.azbatch.api.v1beta1.CustomImageStatus.BuildStep;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.image.pass.GallerySight;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.MachineSight;
import io.azbatch.operator.image.target.SavedVersion;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of a build as people watch them: derived from what Azure shows, with the times they were first seen at. */
final class BuildSteps {

    private static final String PENDING = "Pending";
    private static final String RUNNING = "Running";
    private static final String DONE = "Done";
    private static final String FAILED = "Failed";

    private final String now;
    private final Optional<Build> before;
    private final List<BuildStep> steps = new ArrayList<>();

    private BuildSteps(String now, Optional<Build> before) {
        this.now = now;
        this.before = before;
    }

    static List<BuildStep> of(ImageSnapshot snapshot, Optional<Build> before) {
        List<Progress> targets = Progress.all(snapshot);
        boolean nothingSeen = snapshot.machine().flatMap(MachineSight::found).isEmpty()
                && targets.stream().allMatch(target -> target.state() == Progress.State.MISSING);
        if (nothingSeen && snapshot.sourceVhd().isEmpty()) {
            return before.map(Build::steps).orElse(List.of());
        }
        BuildSteps steps =
                new BuildSteps(snapshot.now().truncatedTo(ChronoUnit.SECONDS).toString(), before);
        snapshot.machine().ifPresent(machine -> steps.machine(snapshot, machine.found()));
        for (Progress target : targets) {
            steps.add(target.step(), state(target), target.detail().orElse(null));
            if (target.step().equals("Save")) {
                snapshot.gallery().ifPresent(steps::replication);
            }
        }
        return List.copyOf(steps.steps);
    }

    private void machine(ImageSnapshot snapshot, Optional<VirtualMachine> found) {
        add("Claim", found.map(machine -> claim(snapshot, machine)).orElse(DONE), null);
        add("Deallocate", found.map(BuildSteps::deallocate).orElse(DONE), null);
        add("Generalize", found.map(BuildSteps::generalize).orElse(DONE), null);
    }

    private static String claim(ImageSnapshot snapshot, VirtualMachine machine) {
        return machine.generalized() || snapshot.owner().read(machine.tags()) == Ownership.OURS ? DONE : PENDING;
    }

    private static String deallocate(VirtualMachine machine) {
        return switch (machine.powerState()) {
            case DEALLOCATED -> DONE;
            case DEALLOCATING -> RUNNING;
            case STARTING, RUNNING, STOPPING, STOPPED, UNKNOWN -> PENDING;
        };
    }

    private static String generalize(VirtualMachine machine) {
        return machine.generalized() && machine.powerState() == PowerState.DEALLOCATED ? DONE : PENDING;
    }

    private static String state(Progress target) {
        return switch (target.state()) {
            case MISSING -> PENDING;
            case MAKING -> RUNNING;
            case FAILED -> FAILED;
            case SAVED, COMPLETE -> DONE;
        };
    }

    private void replication(GallerySight seen) {
        Optional<Version> version = seen.version().found();
        add(
                "Replicate",
                version.map(BuildSteps::replicate).orElse(PENDING),
                version.map(SavedVersion::progress).orElse(null));
    }

    private static String replicate(Version version) {
        if (SavedVersion.complete(version)) {
            return DONE;
        }
        boolean failed = version.replication().stream()
                .anyMatch(replica -> replica.state().equals("Failed"));
        return failed ? FAILED : version.replication().isEmpty() ? PENDING : RUNNING;
    }

    private void add(String name, String state, @Nullable String message) {
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
        steps.add(new BuildStep(name, state, begun ? started : null, ended ? finished : null, message));
    }
}
