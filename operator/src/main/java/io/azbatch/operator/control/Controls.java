package io.azbatch.operator.control;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.Optional;

/** The only builder of what a pass answers to the framework. */
public final class Controls {

    private Controls() {}

    /**
     * @param statusPatch an object with name, namespace and status only, since what a server-side apply leaves out is
     *     given up; empty when nothing is to be written
     */
    public static <R extends HasMetadata> UpdateControl<R> answer(Optional<R> statusPatch, Duration delay) {
        return statusPatch
                .map(UpdateControl::patchStatus)
                .orElseGet(UpdateControl::noUpdate)
                .rescheduleAfter(delay);
    }

    /** The object goes: its finalizer is taken away. */
    public static DeleteControl gone() {
        return DeleteControl.defaultDelete();
    }

    /** The object stays for now; its status has been patched already, since this answer can not carry a patch. */
    public static DeleteControl stays(Duration delay) {
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(delay);
    }
}
