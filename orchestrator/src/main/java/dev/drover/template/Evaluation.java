package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Encrypted;
import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One evaluation from outside, with all the variables it comes to use: each is evaluated once, and what was secret on the way is remembered. */
final class Evaluation {

    final JinjaTemplar templar;
    final Variables variables;
    private final Map<String, Value> known = new HashMap<>();
    private final Map<String, Supplier<Origin>> undefined = new HashMap<>();
    private final List<String> resolving = new ArrayList<>();
    private final Map<Value, Value> copies = new IdentityHashMap<>();
    private final Map<Value, Value> evaluated = new IdentityHashMap<>();
    private final Map<Value, Encrypted> vaults = new IdentityHashMap<>();
    private int depth;
    private int steps;
    private boolean secret;
    private boolean markup;
    final Dialect dialect;
    final TemplateOptions options;
    private final Map<String, Opaques.Module> modules = new HashMap<>();

    Evaluation(JinjaTemplar templar, Variables variables) {
        this(templar, variables, Dialect.ANSIBLE, templar.included());
    }

    /** @param options how templates are read that are included or imported */
    Evaluation(JinjaTemplar templar, Variables variables, Dialect dialect, TemplateOptions options) {
        this.templar = templar;
        this.variables = variables;
        this.dialect = dialect;
        this.options = options;
        this.markup = !dialect.ansible();
    }

    /** Something undefined has come up: where, if nobody minds before it is used. */
    void sawUndefined(String message, Source source, int at) {
        undefined.putIfAbsent(message, () -> source.place(at));
    }

    /** The mistake with its place: of what is undefined where it was named, of others where they came to light. */
    TemplateException located(Mistake mistake, Source source, int at) {
        return new TemplateException(
                mistake.kind(),
                mistake.getMessage(),
                undefined.getOrDefault(mistake.getMessage(), () -> source.place(at)));
    }

    TemplateException located(Mistake mistake, Origin origin) {
        return new TemplateException(
                mistake.kind(), mistake.getMessage(), undefined.getOrDefault(mistake.getMessage(), () -> origin));
    }

    /** Warns of something that has no place of its own. */
    void warn(String message) {
        templar.host().warn(message, Origin.NONE);
    }

    /** Whether any value may be markup. */
    boolean markup() {
        return markup;
    }

    /** A value that is markup has been made. */
    void sawMarkup() {
        markup = true;
    }

    /** What a template exports that is imported without context: it is run once. */
    Opaques.Module module(String file, Supplier<Opaques.Module> run) {
        var known = modules.get(file);
        if (known == null) {
            known = run.get();
            modules.put(file, known);
        }
        return known;
    }

    /** Whether anything secret has been looked at. */
    boolean secret() {
        return secret;
    }

    /** Something secret has come from elsewhere. */
    void sawSecret() {
        secret = true;
    }

    /** The value of a variable; undefined where it, or one it is made of, is. */
    Optional<Value> variable(String name) {
        var before = known.get(name);
        if (before != null) {
            return Optional.of(before);
        }
        var raw = variables.find(name);
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        if (resolving.contains(name)) {
            throw new Mistake(Kind.RECURSION, "Recursive loop detected in template: " + name);
        }
        resolving.add(name);
        try {
            var value = lazy(raw.get());
            known.put(name, value);
            return Optional.of(value);
        } finally {
            resolving.removeLast();
        }
    }

    /** The value as templates see it: trusted text evaluated, containers as methods have changed them; what is inside waits until it is looked at. */
    Value lazy(Value raw) {
        return switch (raw) {
            case Value.Text text -> {
                secret |= text.secret();
                if (!dialect.ansible() || text.unsafe() || !JinjaTemplar.holdsTemplate(text.text())) {
                    yield text;
                }
                var before = evaluated.get(text);
                if (before == null) {
                    before = nested(text);
                    evaluated.put(text, before);
                }
                yield before;
            }
            case Value.Sequence list -> current(list);
            case Value.Mapping map -> current(map);
            case Encrypted encrypted -> decrypted(encrypted);
            default -> raw;
        };
    }

    /** A container as this evaluation sees it. */
    private Value current(Value container) {
        return copies.isEmpty() ? container : copies.getOrDefault(container, container);
    }

    /** A container that methods may change: whoever has this one, or the one it was copied from, sees what they do. */
    Value owned(Value container) {
        return switch (container) {
            case Value.Sequence(var items)
            when !(items instanceof Owned) -> copies.computeIfAbsent(container, key -> Owned.list(items));
            case Value.Mapping(var entries)
            when !(entries instanceof Owned || entries instanceof EvaluatedMap) ->
                copies.computeIfAbsent(container, key -> Owned.map(entries));
            default -> container;
        };
    }

    private Value decrypted(Encrypted encrypted) {
        try {
            secret = true;
            vaults.put(encrypted.text(), encrypted);
            return encrypted.text();
        } catch (UndecryptableException e) {
            throw new TemplateException(Kind.RUNTIME, e.getMessage(), e.origin());
        }
    }

    /** Tells those who print what was made of secrets. */
    void reveal(Value value) {
        if (!secret) {
            return;
        }
        switch (value) {
            case Value.Text text -> {
                if (text.secret()) {
                    templar.host().revealed(text.text());
                }
            }
            case Value.Sequence(var items) -> items.forEach(this::reveal);
            case Value.Mapping(var entries) -> {
                if (!(entries instanceof EvaluatedMap)) {
                    entries.values().forEach(this::reveal);
                }
            }
            default -> {
                // no text in it
            }
        }
    }

    /** Whether this is the text of a vault itself, and nothing derived from one. */
    boolean isVault(Value value) {
        return value instanceof Encrypted || vaults.containsKey(value);
    }

    private Value nested(Value.Text text) {
        deeper();
        try {
            return templar.evaluate(text, this);
        } catch (TemplateException e) {
            if (e.kind() == Kind.UNDEFINED || e.kind() == Kind.SECURITY) {
                undefined.putIfAbsent(e.getMessage(), e::origin);
                return new Value.Undefined(e.getMessage()); // so that default and "is defined" can see to it
            }
            throw e;
        } finally {
            depth--;
        }
    }

    /** Counts what is done; a template that goes on and on ends here. */
    void steps(int more) {
        steps += more;
        if (steps > Bounds.MAX_STEPS) {
            throw Mistake.of("the template does not come to an end");
        }
    }

    void deeper() {
        if (++depth > Bounds.MAX_DEPTH) {
            throw new Mistake(Kind.RECURSION, "Recursive loop detected in template: nested too deeply");
        }
    }

    void shallower() {
        depth--;
    }

    /** The value with all that is inside evaluated. The same object where nothing had to be. */
    Value deep(Value original) {
        steps(1);
        switch (original) { // the most frequent need no look into maps
            case Value.Text text -> {
                var value = lazy(text);
                if (value instanceof Value.Text) {
                    return value; // a result is no template
                }
                original = value;
            }
            case Value.Nil nil -> {
                return nil;
            }
            case Value.Bool truth -> {
                return truth;
            }
            case Value.Int number -> {
                return number;
            }
            case Value.Real number -> {
                return number;
            }
            default -> {}
        }
        deeper();
        try {
            var value = current(original);
            return switch (value) {
                case Value.Text text -> lazy(text);
                case Encrypted encrypted -> lazy(encrypted);
                case Value.Sequence(var items) -> {
                    var now = deep(items);
                    yield now == items ? value : new Value.Sequence(now);
                }
                case Opaques.Tuple(var items, var named) -> {
                    var now = deep(items);
                    yield now == items ? value : new Opaques.Tuple(now);
                }
                case Value.Mapping(var entries) -> {
                    if (entries instanceof EvaluatedMap) {
                        yield value;
                    }
                    var changed = new LinkedHashMap<Value, Value>();
                    boolean same = true;
                    for (var entry : entries.entrySet()) {
                        var key = deep(entry.getKey());
                        var now = deep(entry.getValue());
                        same &= key == entry.getKey() && now == entry.getValue();
                        changed.put(key, now);
                    }
                    yield same ? value : new Value.Mapping(changed);
                }
                default -> value;
            };
        } finally {
            depth--;
        }
    }

    private List<Value> deep(List<Value> items) {
        var changed = new ArrayList<Value>(items.size());
        boolean same = true;
        for (var item : items) {
            var now = deep(item);
            same &= now == item;
            changed.add(now);
        }
        return same ? items : changed;
    }
}
