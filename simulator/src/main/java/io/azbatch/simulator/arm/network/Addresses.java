package io.azbatch.simulator.arm.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.http.Json;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** IPv4 addresses: the next free one of a subnet, and public ones. */
final class Addresses {
    /** Azure keeps the first four addresses of a subnet and the last one for itself. */
    private static final int FIRST_FREE = 4;

    private static final int BITS = 32;

    private Addresses() {}

    /** The lowest address of a subnet that is not taken. */
    static String next(PlainResource subnet, Set<String> taken) {
        return free(subnet, taken)
                .findFirst()
                .orElseThrow(() -> ArmError.of(
                        400,
                        "SubnetIsFull",
                        "Subnet " + subnet.id().name() + " with address prefix " + prefix(subnet)
                                + " does not have enough capacity for 1 IP addresses."));
    }

    /** The addresses of a subnet that are not taken, lowest first. */
    static Stream<String> free(PlainResource subnet, Set<String> taken) {
        long size = size(subnet);
        long base = base(subnet);
        return LongStream.range(base + FIRST_FREE, base + size - 1)
                .mapToObj(Addresses::text)
                .filter(address -> !taken.contains(address));
    }

    /** Whether an address lies in the range of a subnet. */
    static boolean isIn(PlainResource subnet, String address) {
        if (!address.matches("(\\d{1,3}\\.){3}\\d{1,3}")) {
            return false;
        }
        long offset = number(address) - base(subnet);
        return offset >= 0 && offset < size(subnet);
    }

    private static long size(PlainResource subnet) {
        return 1L << (BITS - Integer.parseInt(prefix(subnet).split("/")[1]));
    }

    private static long base(PlainResource subnet) {
        return number(prefix(subnet).split("/")[0]) & -size(subnet);
    }

    private static String prefix(PlainResource subnet) {
        String one = Json.text(subnet.body(), "properties", "addressPrefix");
        String prefix = one.isEmpty()
                ? subnet.body().at("/properties/addressPrefixes/0").asText("")
                : one;
        if (!prefix.matches("(\\d{1,3}\\.){3}\\d{1,3}/([0-9]|[12][0-9]|3[0-2])")) {
            throw ArmError.of(
                    400,
                    "InvalidAddressPrefixFormat",
                    "Address prefix '" + prefix + "' of resource " + subnet.id() + " is not formatted correctly."
                            + " It should follow CIDR notation, for example 10.0.0.0/24.");
        }
        return prefix;
    }

    /** A public address is handed out when the resource is made, from the range for documentation. */
    static void complete(PlainResource address) {
        ObjectNode properties = (ObjectNode) address.body().get("properties");
        Json.putDefault(properties, "publicIPAllocationMethod", "Dynamic");
        Json.putDefault(properties, "publicIPAddressVersion", "IPv4");
        if (!properties.has("idleTimeoutInMinutes")) {
            properties.put("idleTimeoutInMinutes", 4);
        }
        if (Json.text(properties, "publicIPAllocationMethod").equalsIgnoreCase("Static")) {
            int host = Math.floorMod(address.id().key().hashCode(), 254) + 1;
            properties.put("ipAddress", "203.0.113." + host);
        }
    }

    private static long number(String address) {
        return Arrays.stream(address.split("\\.")).mapToLong(Long::parseLong).reduce(0, (sum, part) -> sum << 8 | part);
    }

    private static String text(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}
