package io.azbatch.simulator.arm;

import io.azbatch.simulator.http.Refused;
import java.util.stream.Collectors;

/** What a resource group may be called. */
final class GroupNames {
    private static final int LONGEST = 90;

    private GroupNames() {}

    static void check(String name) {
        String wrong = name.codePoints()
                .filter(letter -> !Character.isLetterOrDigit(letter) && "-_.()".indexOf(letter) < 0)
                .distinct()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        if (!wrong.isEmpty()) {
            throw invalid(
                    "has these invalid characters: '" + wrong
                            + "'. The name can only be a letter, digit, '-', '.', '(', ')' or '_'.",
                    name);
        }
        if (name.endsWith(".")) {
            throw invalid("can not end with a period.", name);
        }
        if (name.length() > LONGEST) {
            throw invalid(
                    "has a length of '" + name.length() + "' which exceeds the maximum length of '" + LONGEST + "'.",
                    name);
        }
    }

    private static Refused invalid(String why, String name) {
        return ArmError.gateway(400, "InvalidResourceGroup", "The provided resource group name '" + name + "' " + why);
    }
}
