package io.azbatch.simulator.batch.check;

import static io.azbatch.simulator.batch.check.Refusals.require;
import static io.azbatch.simulator.batch.check.Refusals.requireBetween;
import static io.azbatch.simulator.batch.check.Refusals.requireDistinct;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.azbatch.simulator.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The endpoints that a pool opens on its nodes. All numbers are specified. */
final class EndpointChecks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,75}[A-Za-z0-9_])?");
    private static final Pattern PREFIX = Pattern.compile(
            "\\*|[A-Za-z][A-Za-z0-9.]*|\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(/\\d{1,3})?");
    private static final Pattern PORTS = Pattern.compile("\\*|\\d{1,5}(-\\d{1,5})?");
    /** The specification has 22 and 3389 among them, but Azure was recorded to take 3389. */
    private static final Set<Integer> RESERVED = Set.of(29_876, 29_877);

    private static final int MOST_POOLS = 5;
    private static final int MOST_RULES = 25;
    private static final int MOST_PORT = 65_535;
    private static final int FIRST_RESERVED = 50_000;
    private static final int LAST_RESERVED = 55_000;
    private static final int LEAST_RANGE = 40;
    private static final int FIRST_PRIORITY = 150;
    private static final int LAST_PRIORITY = 4096;

    private EndpointChecks() {}

    /** A range of ports, both ends in it. */
    private record Range(int first, int last) {
        boolean overlaps(Range other) {
            return first <= other.last && other.first <= last;
        }
    }

    static void check(JsonNode endpoints) {
        JsonNode pools = endpoints.path("inboundNATPools");
        require(pools.size() <= MOST_POOLS, "inboundNATPools", "A pool has at most 5 inbound NAT pools.");
        List<Range> ranges = new ArrayList<>();
        ArrayNode rules = Json.array();
        for (JsonNode pool : pools) {
            require(
                    NAME.matcher(Json.text(pool, "name")).matches(),
                    "name",
                    pool.path("name"),
                    "The name can contain letters, numbers, underscores, periods and hyphens, must start with a letter or"
                            + " number, must end with a letter, number or underscore, and cannot exceed 77 characters.");
            backend(pool.path("backendPort"));
            ranges.add(frontend(pool, ranges));
            pool.path("networkSecurityGroupRules").forEach(rules::add);
        }
        requireDistinct(pools, "name");
        requireDistinct(pools, "backendPort");
        require(rules.size() <= MOST_RULES, "networkSecurityGroupRules", "A pool has at most 25 rules of endpoints.");
        rules.forEach(EndpointChecks::rule);
        requireDistinct(rules, "priority");
    }

    private static void backend(JsonNode port) {
        requireBetween(port, 1, MOST_PORT, "backendPort");
        require(!RESERVED.contains(port.asInt()), "backendPort", port, "The specified port is reserved.");
    }

    private static Range frontend(JsonNode pool, List<Range> others) {
        requireBetween(pool.path("frontendPortRangeStart"), 1, MOST_PORT - 1, "frontendPortRangeStart");
        requireBetween(pool.path("frontendPortRangeEnd"), 1, MOST_PORT - 1, "frontendPortRangeEnd");
        Range range = new Range(
                pool.path("frontendPortRangeStart").asInt(),
                pool.path("frontendPortRangeEnd").asInt());
        require(
                range.last() - range.first() + 1 >= LEAST_RANGE,
                "frontendPortRangeEnd",
                "The range of frontend ports must contain at least 40 ports.");
        require(
                !range.overlaps(new Range(FIRST_RESERVED, LAST_RESERVED)),
                "frontendPortRangeStart",
                "The ports from 50000 to 55000 are reserved.");
        require(
                others.stream().noneMatch(range::overlaps),
                "frontendPortRangeStart",
                "The ranges of frontend ports of a pool cannot overlap.");
        return range;
    }

    private static void rule(JsonNode rule) {
        requireBetween(rule.path("priority"), FIRST_PRIORITY, LAST_PRIORITY, "priority");
        require(
                PREFIX.matcher(Json.text(rule, "sourceAddressPrefix")).matches(),
                "sourceAddressPrefix",
                rule.path("sourceAddressPrefix"),
                "The specified value must be an IP address, a subnet, a default tag, or *.");
        for (JsonNode ports : rule.path("sourcePortRanges")) {
            require(
                    PORTS.matcher(ports.asText()).matches(),
                    "sourcePortRanges",
                    ports,
                    "The specified value must be a port, a range of ports, or *.");
        }
    }
}
