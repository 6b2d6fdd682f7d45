package dev.drover.template;

import dev.drover.value.Origin;
import java.util.function.Supplier;

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
    private final transient Supplier<Origin> place;
    private transient Origin origin;

    public TemplateException(Kind kind, String message, Origin origin) {
        this(kind, message, () -> origin);
    }

    /** @param place looked for when it is asked for: most that is undefined is caught by a {@code default} */
    TemplateException(Kind kind, String message, Supplier<Origin> place) {
        super(message);
        this.kind = kind;
        this.place = place;
    }

    public Kind kind() {
        return kind;
    }

    public Origin origin() {
        if (origin == null) {
            origin = place.get();
        }
        return origin;
    }
}
