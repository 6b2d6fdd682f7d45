package dev.drover.template;

/**
 * Which Jinja a template is written for: Ansible's, or Jinja itself as its own documentation has it.
 *
 * @param ansible whether Ansible's rules hold: native results, what is undefined goes through filters, and so on; the rest is of no account then
 * @param missing what a name yields that is not there
 * @param autoescape whether printed text is escaped for HTML
 * @param sandbox what templates may do to values
 */
public record Dialect(boolean ansible, Missing missing, boolean autoescape, Sandbox sandbox) {

    /** Jinja's classes of undefined values. */
    public enum Missing {
        /** Prints nothing, is false and empty, fails when anything else is asked of it. */
        PLAIN,
        /** As plain; what is asked of it is undefined too. */
        CHAINABLE,
        /** As plain; prints what was missing. */
        DEBUG,
        /** Fails whatever is asked of it. */
        STRICT
    }

    /** Jinja's environments. */
    public enum Sandbox {
        NONE,
        SANDBOXED,
        /** As sandboxed; lists and dictionaries can't be changed either. */
        IMMUTABLE
    }

    public static final Dialect ANSIBLE = new Dialect(true, Missing.PLAIN, false, Sandbox.SANDBOXED);
    public static final Dialect JINJA = new Dialect(false, Missing.PLAIN, false, Sandbox.NONE);

    public Dialect withMissing(Missing kind) {
        return new Dialect(ansible, kind, autoescape, sandbox);
    }

    public Dialect withAutoescape(boolean escape) {
        return new Dialect(ansible, missing, escape, sandbox);
    }

    public Dialect withSandbox(Sandbox box) {
        return new Dialect(ansible, missing, autoescape, box);
    }
}
