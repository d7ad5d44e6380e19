package io.azbatch.operator.control;

import org.jspecify.annotations.Nullable;

/** What the operator may do for an object: annotation {@code azbatch.io/reconcile-policy}. */
public sealed interface ReconcilePolicy {

    /** Everything; the default. */
    record Manage() implements ReconcilePolicy {}

    /** Look and report, never write to Azure. */
    record Observe() implements ReconcilePolicy {}

    /** Manage, but leave Azure untouched when the object is deleted. */
    record DetachOnDelete() implements ReconcilePolicy {}

    /** A value that is none of these: reported, and nothing is written to Azure until it is mended. */
    record Unknown(String value) implements ReconcilePolicy {}

    static ReconcilePolicy of(@Nullable String value) {
        return switch (value) {
            case null -> new Manage();
            case "manage" -> new Manage();
            case "observe" -> new Observe();
            case "detach-on-delete" -> new DetachOnDelete();
            default -> new Unknown(value);
        };
    }
}
