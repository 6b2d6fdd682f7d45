package dev.drover.template;

import dev.drover.template.TemplateException.Kind;

/** Something that can't be evaluated; becomes a {@link TemplateException} where the place is known. */
final class Mistake extends RuntimeException {

    private final Kind kind;

    Mistake(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** One that Python would raise while the template runs. */
    static Mistake of(String message) {
        return new Mistake(Kind.RUNTIME, message);
    }

    static Mistake undefined(String message) {
        return new Mistake(Kind.UNDEFINED, message);
    }

    Kind kind() {
        return kind;
    }
}
