package io.azbatch.simulator.batch.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Autoscale formulas, as far as they need no samples of load: assignments of arithmetic over numbers, variables, {@code min} and
 * {@code max}. What else a formula may hold is reported as an undefined symbol, as Azure reports what it does not know.
 */
final class Formula {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\s*(\\$?[A-Za-z_][A-Za-z0-9_]*)\\s*=(?!=)\\s*(.+?)\\s*", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?|\\$?[A-Za-z_][A-Za-z0-9_]*|[-+*/(),])");
    private final Map<String, Double> variables = new HashMap<>();
    private Deallocation option = Deallocation.REQUEUE;

    /** What a formula says. */
    record Result(int dedicated, int spot, Deallocation option) {}

    /** A formula that cannot be evaluated; the message has line and column, as Azure's. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message, null, false, false);
        }
    }

    private Formula(Pool pool) {
        variables.put("$CurrentDedicatedNodes", (double) pool.current(true));
        variables.put("$CurrentLowPriorityNodes", (double) pool.current(false));
        variables.put("$TargetDedicatedNodes", (double) pool.allocation().dedicated());
        variables.put("$TargetLowPriorityNodes", (double) pool.allocation().spot());
        variables.put(
                "$TaskSlotsPerNode", pool.settings().path("taskSlotsPerNode").asDouble(1));
    }

    /** Evaluates a formula for a pool; targets that it leaves alone keep their value. */
    static Result evaluate(String text, Pool pool) throws Broken {
        Formula formula = new Formula(pool);
        for (String statement : text.split(";")) {
            if (!statement.isBlank()) {
                formula.run(statement);
            }
        }
        return new Result(
                formula.target("$TargetDedicatedNodes"), formula.target("$TargetLowPriorityNodes"), formula.option);
    }

    /**
     * Whether the statements are assignments, brackets come in pairs, and nothing ends in the middle. What the symbols mean is a
     * matter of evaluation, as Azure has it too.
     */
    static Optional<String> syntaxProblem(String text) {
        for (String statement : text.split(";")) {
            String stripped = statement.strip();
            boolean assigns = ASSIGNMENT.matcher(statement).matches();
            if (!stripped.isEmpty() && (!assigns || stripped.matches("(?s).*[-+*/(,=.<>&|!]"))) {
                return Optional.of("Line 1, Col 1: Unexpected end or token in: " + stripped);
            }
        }
        return balanced(text) ? Optional.empty() : Optional.of("Line 1, Col 1: Brackets do not match");
    }

    private static boolean balanced(String text) {
        int open = 0;
        for (char one : text.toCharArray()) {
            open += one == '(' ? 1 : one == ')' ? -1 : 0;
            if (open < 0) {
                return false;
            }
        }
        return open == 0;
    }

    private int target(String name) {
        return (int) Math.max(0, Math.floor(variables.getOrDefault(name, 0.0)));
    }

    private void run(String statement) throws Broken {
        Matcher assignment = ASSIGNMENT.matcher(statement);
        if (!assignment.matches()) {
            throw undefined(statement.strip());
        }
        String name = assignment.group(1);
        String value = assignment.group(2);
        if (name.equals("$NodeDeallocationOption")) {
            option = Deallocation.of(value).orElseThrow(() -> undefined(value));
        } else {
            variables.put(name, new Reader(tokens(value)).whole());
        }
    }

    private static List<String> tokens(String expression) throws Broken {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        int end = 0;
        while (end < expression.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (!expression.substring(end).isBlank()) {
            throw undefined(expression.substring(end).strip());
        }
        return tokens;
    }

    private static Broken undefined(String symbol) {
        return new Broken("Line 1, Col 1: Undefined symbol: " + symbol);
    }

    private final class Reader {
        private final List<String> tokens;
        private int at;

        Reader(List<String> tokens) {
            this.tokens = tokens;
        }

        /** The value of all tokens together. */
        double whole() throws Broken {
            double value = sum();
            if (!peek().isEmpty()) {
                throw undefined(peek());
            }
            return value;
        }

        private double sum() throws Broken {
            double value = product();
            while (peek().equals("+") || peek().equals("-")) {
                value = take().equals("+") ? value + product() : value - product();
            }
            return value;
        }

        private double product() throws Broken {
            double value = factor();
            while (peek().equals("*") || peek().equals("/")) {
                value = take().equals("*") ? value * factor() : value / factor();
            }
            return value;
        }

        private double factor() throws Broken {
            String token = take();
            if (token.equals("-")) {
                return -factor();
            }
            if (token.equals("(")) {
                double value = sum();
                expect(")");
                return value;
            }
            if (!token.isEmpty() && Character.isDigit(token.charAt(0))) {
                return Double.parseDouble(token);
            }
            if ((token.equals("min") || token.equals("max")) && peek().equals("(")) {
                return extreme(token.equals("max"));
            }
            Double known = variables.get(token);
            if (known == null) {
                throw undefined(token);
            }
            return known;
        }

        private double extreme(boolean largest) throws Broken {
            expect("(");
            double value = sum();
            while (peek().equals(",")) {
                take();
                double other = sum();
                value = largest ? Math.max(value, other) : Math.min(value, other);
            }
            expect(")");
            return value;
        }

        private void expect(String wanted) throws Broken {
            String token = take();
            if (!token.equals(wanted)) {
                throw undefined(token);
            }
        }

        private String peek() {
            return at < tokens.size() ? tokens.get(at) : "";
        }

        private String take() {
            String token = peek();
            at++;
            return token;
        }
    }
}
