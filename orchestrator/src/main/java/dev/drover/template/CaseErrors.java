package dev.drover.template;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Errors as case files tell them: their classes, and the first lines of ansible-core's messages. */
final class CaseErrors {

    private record Python(String name, Pattern message) {
        Python(String name, String message) {
            this(name, Pattern.compile(message));
        }
    }

    /** Python's messages are always the same: the class of an error follows from its text. */
    private static final List<Python> PYTHON = List.of(
            new Python(
                    "TemplateRuntimeError",
                    "^No (filter|test) named .* found|non-namespace object|[Rr]equired block|parent block|extended multiple times"),
            new Python("ZeroDivisionError", "division.* by zero|modulo by zero|0\\.0 cannot be raised"),
            new Python(
                    "ValueError",
                    "values to unpack|slice step|invalid literal|arg 3 must not be zero|could not convert"
                            + "|not in list|substring not found|empty separator|Invalid character in attribute|Invalid format specifier|unsupported format character"),
            new Python("IndexError", "index out of range|pop from empty"),
            new Python("OverflowError", "too large|too many items|Range too big"),
            new Python("RuntimeError", "changed size during iteration"),
            new Python("AttributeError", "object has no attribute"),
            new Python("KeyError", "^'[^']*'$"),
            new Python("NameError", "is not defined$"));

    /** What the templar puts before whatever goes wrong in a condition; ansible-core does so only with what is undefined. */
    private static final String OF_CONDITION = "Error while evaluating conditional: ";

    private CaseErrors() {}

    static String name(TemplateException e, String mode) {
        return TemplateCase.PLAIN_JINJA.contains(mode) ? jinja(e) : ansible(e);
    }

    private static String ansible(TemplateException e) {
        return e.kind() == TemplateException.Kind.RUNTIME
                ? "runtime:" + python(e)
                : e.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String jinja(TemplateException e) {
        return switch (e.kind()) {
            case SYNTAX -> "TemplateSyntaxError";
            case MISSING_PLUGIN -> "TemplateAssertionError";
            case UNDEFINED -> "UndefinedError";
            case SECURITY -> "SecurityError";
            case TEMPLATE_NOT_FOUND -> "TemplateNotFound";
            default -> python(e);
        };
    }

    /** What ansible-core's first line would be; for plain Jinja what Jinja's own would. */
    static String message(TemplateException e, String mode) {
        String told = e.getMessage().startsWith(OF_CONDITION)
                ? e.getMessage().substring(OF_CONDITION.length())
                : e.getMessage();
        if (TemplateCase.PLAIN_JINJA.contains(mode)) {
            return told.replaceFirst("^(Syntax error in \\w+|The (filter|test) plugin '[\\w.]+' failed): ", "");
        }
        boolean condition = mode.equals("conditional");
        return switch (e.kind()) {
            case RUNTIME, TYPE, TEMPLATE_NOT_FOUND ->
                "Error rendering " + (condition ? "expression" : "template") + ": " + told;
            case MISSING_PLUGIN ->
                told.startsWith("No ")
                        ? "Syntax error in " + (condition ? "expression" : "template") + ": " + told
                        : told;
            case UNDEFINED, SYNTAX -> e.getMessage();
            case BROKEN_CONDITIONAL -> placeless(e.getMessage());
            default -> told;
        };
    }

    /** A warning's first line, with its kind in front. */
    static String warning(String message) {
        if (message.startsWith("a condition is a bare expression")) {
            return "deprecation: Conditionals should not be surrounded by templating delimiters such as {{ }} or {% %}.";
        }
        return message.startsWith("deprecation: ") ? message : "warning: " + placeless(message);
    }

    /** In a case no value has a place. */
    private static String placeless(String message) {
        return message.replaceFirst(" at '[^']*'\\. Conditionals", " at '<unknown>'. Conditionals");
    }

    private static String python(TemplateException e) {
        return PYTHON.stream()
                .filter(one -> one.message().matcher(e.getMessage()).find())
                .findFirst()
                .map(Python::name)
                .orElse("TypeError");
    }
}
