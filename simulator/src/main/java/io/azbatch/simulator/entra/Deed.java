package io.azbatch.simulator.entra;

/**
 * What somebody wants to do, in the words of roles.
 *
 * @param permission such as {@code Microsoft.Compute/virtualMachines/deallocate/action}
 * @param isWrite whether it changes something
 * @param plane what it is done to
 */
public record Deed(String permission, boolean isWrite, Plane plane) {

    /** Roles name what may be done to a resource apart from what may be done to that which it holds. */
    public enum Plane {
        /** The resource. */
        CONTROL,
        /** What the resource holds. */
        DATA,
        /** What a service lets through by either. */
        EITHER
    }

    /** Something done to a resource. */
    public static Deed control(String permission, boolean isWrite) {
        return new Deed(permission, isWrite, Plane.CONTROL);
    }

    /** Something done to what a resource holds. */
    public static Deed data(String permission, boolean isWrite) {
        return new Deed(permission, isWrite, Plane.DATA);
    }
}
