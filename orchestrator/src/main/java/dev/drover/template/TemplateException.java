package dev.drover.template;

import dev.drover.value.Origin;

/** A template that can't be parsed or evaluated. The message is for the user; the origin says where the mistake is, as exactly as is known. */
public final class TemplateException extends RuntimeException {

    /** What went wrong, as a class of mistakes. */
    public enum Kind {
        UNDEFINED,
        SYNTAX,
        MISSING_PLUGIN,
        FILTER,
        TEST,
        LOOKUP,
        TEMPLATE_NOT_FOUND,
        BROKEN_CONDITIONAL,
        UNTRUSTED,
        TYPE,
        OMITTED,
        SECURITY,
        RECURSION,
        RUNTIME
    }

    private final Kind kind;
    private final transient Origin origin;

    public TemplateException(Kind kind, String message, Origin origin) {
        super(message);
        this.kind = kind;
        this.origin = origin;
    }

    public Kind kind() {
        return kind;
    }

    public Origin origin() {
        return origin;
    }
}
