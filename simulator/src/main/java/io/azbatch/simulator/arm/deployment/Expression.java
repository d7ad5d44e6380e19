package io.azbatch.simulator.arm.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.azbatch.simulator.http.Refused;
import java.util.ArrayList;
import java.util.List;

/** Reads one template expression, such as {@code concat(parameters('name'), '-nic')}, and works it out. */
final class Expression {
    private final String text;
    private final Functions functions;
    private int at;

    private Expression(String text, Functions functions) {
        this.text = text;
        this.functions = functions;
    }

    /** The value of an expression without its brackets; refused if it can not be read. */
    static JsonNode evaluate(String text, Functions functions) {
        Expression expression = new Expression(text, functions);
        JsonNode value = expression.value();
        expression.blanks();
        if (expression.at != text.length()) {
            throw expression.malformed();
        }
        return value;
    }

    private JsonNode value() {
        blanks();
        char first = peek();
        if (first == '\'') {
            return TextNode.valueOf(literal());
        }
        if (first == '-' || Character.isDigit(first)) {
            return number();
        }
        JsonNode value = functions.call(name(), arguments());
        while (peek() == '.' || peek() == '[') {
            value = member(value);
        }
        return value;
    }

    private JsonNode member(JsonNode of) {
        if (accept('.')) {
            return require(of.path(name()));
        }
        expect('[');
        JsonNode index = value();
        expect(']');
        return require(index.isNumber() ? of.path(index.asInt()) : of.path(index.asText()));
    }

    private JsonNode require(JsonNode value) {
        if (value.isMissingNode()) {
            throw Template.invalid("The language expression property can't be evaluated in '" + text + "'.");
        }
        return value;
    }

    private List<JsonNode> arguments() {
        List<JsonNode> arguments = new ArrayList<>();
        expect('(');
        blanks();
        if (accept(')')) {
            return arguments;
        }
        do {
            arguments.add(value());
            blanks();
        } while (accept(','));
        expect(')');
        return arguments;
    }

    /** A quote inside of a literal is written twice. */
    private String literal() {
        StringBuilder literal = new StringBuilder();
        expect('\'');
        while (true) {
            if (at >= text.length()) {
                throw malformed();
            }
            char next = text.charAt(at++);
            if (next != '\'') {
                literal.append(next);
            } else if (!accept('\'')) {
                return literal.toString();
            } else {
                literal.append('\'');
            }
        }
    }

    private JsonNode number() {
        int begin = at++;
        while (Character.isDigit(peek())) {
            at++;
        }
        try {
            return IntNode.valueOf(Integer.parseInt(text.substring(begin, at)));
        } catch (NumberFormatException notANumber) {
            throw malformed();
        }
    }

    private String name() {
        int begin = at;
        while (Character.isLetterOrDigit(peek()) || peek() == '_') {
            at++;
        }
        if (begin == at) {
            throw malformed();
        }
        return text.substring(begin, at);
    }

    private void blanks() {
        while (Character.isWhitespace(peek())) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean accept(char wanted) {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) {
        blanks();
        if (!accept(wanted)) {
            throw malformed();
        }
    }

    private Refused malformed() {
        return Template.invalid("Unable to parse language expression '" + text + "' at position " + at + ".");
    }
}
