package dev.drover.template;

import dev.drover.template.TemplateException.Kind;

/** Something that can't be evaluated; becomes a {@link TemplateException} where the place is known. */
final class Mistake extends RuntimeException {

    private static final String UNSAFE_BEGINS = "access to attribute '";
    private static final String UNSAFE_ENDS = "' object is unsafe.";

    private final Kind kind;

    Mistake(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** One that Python would raise while the template runs. */
    static Mistake of(String message) {
        return new Mistake(Kind.RUNTIME, message);
    }

    /** What an undefined value fails with when it is used; one that stands for an attribute which must not be looked at says so. */
    static Mistake undefined(String message) {
        boolean unsafe = message.startsWith(UNSAFE_BEGINS) && message.endsWith(UNSAFE_ENDS);
        return new Mistake(unsafe ? Kind.SECURITY : Kind.UNDEFINED, message);
    }

    /** The message for an attribute that belongs to Python itself. */
    static String unsafe(String attribute, String type) {
        return UNSAFE_BEGINS + attribute + "' of '" + type + UNSAFE_ENDS;
    }

    Kind kind() {
        return kind;
    }
}
