package io.azbatch.simulator.batch.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The form of an object.
 *
 * @param name such as {@code StartTask}
 * @param properties by name
 */
record Form(String name, Map<String, Property> properties) {
    private static final Map<String, Form> ALL = FormTable.TEXT
            .lines()
            .map(Form::read)
            .collect(Collectors.toUnmodifiableMap(Form::name, Function.identity()));

    /**
     * One property.
     *
     * @param type as the table writes it
     */
    record Property(boolean required, String type) {}

    /** Whether objects have a form of this name. */
    static boolean isNamed(String type) {
        return ALL.containsKey(type);
    }

    static Form of(String name) {
        Form form = ALL.get(name);
        if (form == null) {
            throw new IllegalArgumentException("no form " + name);
        }
        return form;
    }

    private static Form read(String line) {
        String[] nameAndRest = line.strip().split(": ", 2);
        Map<String, Property> properties = new LinkedHashMap<>();
        for (String cell : nameAndRest[1].split(", ")) {
            String[] property = cell.split(" ", 2);
            properties.put(property[0].replace("!", ""), new Property(property[0].endsWith("!"), property[1]));
        }
        return new Form(nameAndRest[0], properties);
    }
}
