package io.azbatch.simulator.arm.compute.placement;

import java.util.List;

/** The kinds of placement. */
public enum PlacementKind {
    AVAILABILITY_SET("availabilitySets", 200, false, "2015-06-15"),
    PROXIMITY_GROUP("proximityPlacementGroups", 201, false, "2018-04-01"),
    HOST_GROUP("hostGroups", 201, false, "2019-03-01"),
    HOST("hostGroups/hosts", 201, true, "2019-03-01"),
    RESERVATION_GROUP("capacityReservationGroups", 201, false, "2021-04-01"),
    RESERVATION("capacityReservationGroups/capacityReservations", 201, true, "2021-04-01"),
    PUBLIC_KEY("sshPublicKeys", 201, false, "2019-12-01");

    private final String type;
    private final int created;
    private final boolean takesTime;
    private final String since;

    PlacementKind(String type, int created, boolean takesTime, String since) {
        this.type = type;
        this.created = created;
        this.takesTime = takesTime;
        this.since = since;
    }

    /** Type name, such as {@code hostGroups/hosts}. */
    public String type() {
        return type;
    }

    /** First api-version. */
    public String since() {
        return since;
    }

    /** Status of a PUT that makes one. */
    int created() {
        return created;
    }

    /** Whether a write is a long operation. */
    boolean takesTime() {
        return takesTime;
    }

    List<String> levels() {
        return List.of(type.split("/"));
    }

    /** Names from the properties of a machine to the id of its placement of this kind; empty if machines name none. */
    List<String> field() {
        return switch (this) {
            case AVAILABILITY_SET -> List.of("availabilitySet", "id");
            case PROXIMITY_GROUP -> List.of("proximityPlacementGroup", "id");
            case HOST_GROUP -> List.of("hostGroup", "id");
            case HOST -> List.of("host", "id");
            case RESERVATION_GROUP -> List.of("capacityReservation", "capacityReservationGroup", "id");
            case RESERVATION, PUBLIC_KEY -> List.of();
        };
    }
}
