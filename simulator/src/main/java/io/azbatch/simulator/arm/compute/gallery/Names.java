package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.http.Json;
import java.util.Map;

/** What may be called what. */
final class Names {
    private static final Map<String, Integer> IDENTIFIER_LENGTHS = Map.of("publisher", 128, "offer", 64, "sku", 64);

    private Names() {}

    /** Refuses a name that does not follow its rule, a regular expression that messages quote. */
    static void check(String parameter, String name, String rule) {
        if (!name.matches(rule)) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The entity name '" + parameter + "' is invalid according to its validation rule: " + rule + ".",
                    parameter);
        }
    }

    /** A version's name: three integers. */
    static void checkVersion(String name) {
        check("galleryImageVersionName", name, "^[0-9]+\\.[0-9]+\\.[0-9]+$");
        try {
            Number3.parse(name);
        } catch (IllegalArgumentException tooLarge) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The gallery image version name is invalid. The version name should follow"
                            + " Major(int32).Minor(int32).Patch(int32) format, where int is between 0 and"
                            + " 2,147,483,647 (inclusive). e.g. 1.0.0, 2018.12.1 etc.",
                    "galleryImageVersionName");
        }
    }

    /** Publisher, offer and SKU of a definition. */
    static void checkIdentifier(JsonNode identifier) {
        IDENTIFIER_LENGTHS.forEach((part, length) -> {
            String value = Json.text(identifier, part);
            if (!value.matches("[A-Za-z0-9._-]{1," + length + "}") || value.endsWith(".")) {
                throw ArmError.of(
                        400,
                        "InvalidParameter",
                        "Asset name galleryImage.properties.identifier." + part
                                + " is not valid. It cannot be empty. Allowed characters are uppercase or lowercase"
                                + " letters, digits, hyphen(-), period (.), underscore (_). Names are not allowed to"
                                + " end with period(.). The length of the name cannot exceed " + length
                                + " characters.",
                        "galleryImage.properties.identifier." + part);
            }
        });
    }
}
