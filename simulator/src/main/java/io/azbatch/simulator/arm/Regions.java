package io.azbatch.simulator.arm;

import io.azbatch.simulator.http.Refused;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The regions of the public cloud, with their display names. */
public final class Regions {
    private static final Map<String, String> DISPLAY_NAMES = table(
            "East US",
            "East US 2",
            "West US",
            "West US 2",
            "West US 3",
            "Central US",
            "North Central US",
            "South Central US",
            "West Central US",
            "Canada Central",
            "Canada East",
            "Brazil South",
            "North Europe",
            "West Europe",
            "UK South",
            "UK West",
            "France Central",
            "France South",
            "Germany West Central",
            "Switzerland North",
            "Norway East",
            "Sweden Central",
            "Italy North",
            "Poland Central",
            "Spain Central",
            "East Asia",
            "Southeast Asia",
            "Japan East",
            "Japan West",
            "Korea Central",
            "Korea South",
            "Australia East",
            "Australia Southeast",
            "Australia Central",
            "Central India",
            "South India",
            "West India",
            "UAE North",
            "South Africa North",
            "Qatar Central",
            "Israel Central",
            "East US 2 EUAP",
            "Central US EUAP");

    private Regions() {}

    /** Region name as ARM stores it: lower case, no spaces. */
    public static String normalise(String location) {
        return location.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /** {@code West Europe} for {@code westeurope}; nothing if there is no such region. */
    public static Optional<String> displayName(String location) {
        return Optional.ofNullable(DISPLAY_NAMES.get(normalise(location)));
    }

    /** All regions, normalised name to display name. */
    public static Map<String, String> all() {
        return DISPLAY_NAMES;
    }

    /** The normalised form of a region of which a resource of this type is to be made; refused if there is no such region. */
    public static String require(String location, String type) {
        if (displayName(location).isEmpty()) {
            throw notAvailable(location, type);
        }
        return normalise(location);
    }

    private static Refused notAvailable(String location, String type) {
        return ArmError.gateway(
                400,
                "LocationNotAvailableForResourceType",
                "The provided location '" + location + "' is not available for resource type '" + type
                        + "'. List of available regions for the resource type is '"
                        + String.join(",", DISPLAY_NAMES.keySet()) + "'.");
    }

    private static Map<String, String> table(String... names) {
        Map<String, String> table = new LinkedHashMap<>();
        for (String name : names) {
            table.put(normalise(name), name);
        }
        return Collections.unmodifiableMap(table);
    }
}
