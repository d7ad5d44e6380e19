package io.azbatch.simulator.recorded;

/**
 * Something that Azure's answer has and ours has not, or the other way round.
 *
 * @param operation such as {@code PUT virtualMachines}
 * @param kind what differs
 * @param place header name or JSON path, where every element of an array is {@code [*]}
 * @param detail for the reader
 */
record Difference(String operation, Kind kind, String place, String detail) {
    /** What may differ. A status and an error code can not be known differences. */
    enum Kind {
        STATUS,
        ERROR_CODE,
        /** A header or a field that is only there, or only here. */
        AZURE_ONLY,
        OURS_ONLY,
        /** A field of another JSON type, or a header of another form. */
        TYPE,
        /** A state such as {@code provisioningState} with another word. */
        STATE;

        boolean mayBeKnown() {
            return switch (this) {
                case STATUS, ERROR_CODE -> false;
                case AZURE_ONLY, OURS_ONLY, TYPE, STATE -> true;
            };
        }
    }

    @Override
    public String toString() {
        return operation + " | " + kind + " | " + place + (detail.isEmpty() ? "" : " | " + detail);
    }
}
