package dev.drover.yaml;

import dev.drover.value.Encrypted;
import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads one YAML document. SnakeYAML does the grammar; what a scalar means is decided here, since it must be what PyYAML decides. */
public final class YamlDocument {

    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final int MAX_ALIASES = 1000;
    private static final int MAX_DEPTH = 100;
    private static final long MAX_VALUES = 5_000_000;
    /** Digits of a number that is no port, no count and no year. */
    private static final int LONG_NUMBER = 7;

    private static final Scalars USUAL = (tag, scalar) -> Optional.empty();

    private final String file;
    private final String[] lines;
    private final BiConsumer<String, Origin> warnings;
    private final Scalars scalars;
    private final Decryption decryption;
    /** Whether all of the text was a vault. */
    private final boolean secret;

    private final Map<Node, YamlNode> converted = new IdentityHashMap<>();
    /** How many values a container holds, aliases written out. */
    private final Map<YamlNode, Long> sizes = new IdentityHashMap<>();

    /** Another opinion on what scalars mean. */
    @FunctionalInterface
    public interface Scalars {
        /**
         * The value of a scalar, empty where it is the usual one.
         *
         * @param tag the whole tag; empty for text without quotes and tag
         */
        Optional<Value> value(String tag, String text);
    }

    private YamlDocument(
            String file,
            String text,
            BiConsumer<String, Origin> warnings,
            Scalars scalars,
            Decryption decryption,
            boolean secret) {
        this.scalars = scalars;
        this.file = file;
        this.lines = text.split("\n", -1);
        this.warnings = warnings;
        this.decryption = decryption;
        this.secret = secret;
    }

    /**
     * The document in a file.
     *
     * @param name what the file is called in origins
     * @param warnings hears of what is read but looks wrong: a key that is there twice
     * @return empty where the file holds no document
     * @throws YamlException where it is no YAML, too large or no UTF-8
     * @throws IOException where it can't be read
     */
    public static Optional<YamlNode> read(Path path, String name, BiConsumer<String, Origin> warnings)
            throws IOException {
        return read(path, name, warnings, Decryption.NONE);
    }

    /**
     * The document in a file that may be a vault, or hold some.
     *
     * @see #read(Path, String, BiConsumer)
     */
    public static Optional<YamlNode> read(
            Path path, String name, BiConsumer<String, Origin> warnings, Decryption decryption) throws IOException {
        byte[] bytes = bytes(path, name);
        return parse(decode(opened(bytes, name, decryption), name), name, warnings, decryption, false);
    }

    /** As {@link #read}, for files that hold data and no program: the values of one that is a vault as a whole are secret. */
    public static Optional<YamlNode> readData(
            Path path, String name, BiConsumer<String, Origin> warnings, Decryption decryption) throws IOException {
        byte[] bytes = bytes(path, name);
        return parse(
                decode(opened(bytes, name, decryption), name), name, warnings, decryption, Decryption.isVault(bytes));
    }

    private static byte[] bytes(Path path, String name) throws IOException {
        if (Files.size(path) > MAX_BYTES) {
            throw new YamlException("the file is larger than 64 MiB", new Origin(name, 0, 0));
        }
        return Files.readAllBytes(path);
    }

    private static byte[] opened(byte[] bytes, String name, Decryption decryption) {
        try {
            return decryption.opened(bytes, name);
        } catch (UndecryptableException e) {
            throw new YamlException(e.getMessage(), e.origin());
        }
    }

    /** The document that a text holds. */
    public static Optional<YamlNode> parse(String text, String name, BiConsumer<String, Origin> warnings) {
        return parse(text, name, warnings, USUAL, Decryption.NONE, false);
    }

    /** The document that a text holds, with some scalars meaning what {@code scalars} says. */
    public static Optional<YamlNode> parse(
            String text, String name, BiConsumer<String, Origin> warnings, Scalars scalars) {
        return parse(text, name, warnings, scalars, Decryption.NONE, false);
    }

    /**
     * The document that a text holds.
     *
     * @param secret whether its values come from a vault
     */
    public static Optional<YamlNode> parse(
            String text, String name, BiConsumer<String, Origin> warnings, Decryption decryption, boolean secret) {
        return parse(text, name, warnings, USUAL, decryption, secret);
    }

    private static Optional<YamlNode> parse(
            String text,
            String name,
            BiConsumer<String, Origin> warnings,
            Scalars scalars,
            Decryption decryption,
            boolean secret) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setAllowRecursiveKeys(false);
        try {
            var parser = new ParserImpl(new WholeText(text, name), options);
            var root = new Composer(parser, new PlainResolver(), options).getSingleNode();
            return Optional.ofNullable(root)
                    .map(node -> new YamlDocument(name, text, warnings, scalars, decryption, secret).convert(node));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            var origin =
                    mark == null ? new Origin(name, 0, 0) : new Origin(name, mark.getLine() + 1, mark.getColumn() + 1);
            throw new YamlException(describe(e), origin);
        } catch (NumberFormatException e) { // of the scanner, at the end of a text
            throw new YamlException(
                    "this is not YAML: an escape in double quotes is cut short", new Origin(name, 0, 0));
        } catch (YAMLException e) {
            throw new YamlException("this is not YAML: " + e.getMessage(), new Origin(name, 0, 0));
        }
    }

    private static String describe(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? "" : e.getProblem();
        if (problem.contains("'\\t(TAB)'") || problem.contains("cannot start any token") && problem.contains("\\t")) {
            return "YAML allows no tab for indentation";
        }
        if (problem.contains("mapping values are not allowed here")) {
            return "a colon with a blank behind it is not allowed here: quote the text";
        }
        return "this is not YAML: " + (e.getContext() == null ? "" : e.getContext() + ", ") + problem;
    }

    private static String decode(byte[] bytes, String name) {
        var from = ByteBuffer.wrap(bytes);
        var to = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(from, to, true).isError()) {
            int line = 1;
            int column = 1;
            for (int i = 0; i < from.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
                column = bytes[i] == '\n' ? 1 : column + 1;
            }
            throw new YamlException("the file is not UTF-8 text", new Origin(name, line, column));
        }
        return to.flip().toString();
    }

    private YamlNode convert(Node node) {
        if (converted.containsKey(node)) {
            var known = converted.get(node);
            if (known == null) {
                throw new YamlException("an alias stands inside of what it names", origin(node));
            }
            return known; // an alias: the same node again, however often
        }
        converted.put(node, null);
        YamlNode result = switch (node) {
            case ScalarNode scalar -> secret ? secret(plain(scalar)) : plain(scalar);
            case SequenceNode sequence -> items(sequence);
            case MappingNode mapping -> entries(mapping);
            default -> throw new YamlException("a kind of node that is not known", origin(node));
        };
        converted.put(node, result);
        return result;
    }

    private YamlNode items(SequenceNode node) {
        var items = new ArrayList<YamlNode>(node.getValue().size());
        node.getValue().forEach(item -> items.add(convert(item)));
        return sized(
                new YamlNode.Items(List.copyOf(items), origin(node)),
                items.stream().mapToLong(this::size).sum());
    }

    private YamlNode entries(MappingNode node) {
        var merged = new LinkedHashMap<Value, YamlNode.Entry>();
        var own = new LinkedHashMap<Value, YamlNode.Entry>();
        for (var tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && isMerge(key)) {
                merge(convert(tuple.getValueNode()), merged);
                continue;
            }
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                throw new YamlException(
                        "a mapping or a list can't be a key; text that begins with {{ stands in quotation marks",
                        origin(tuple.getKeyNode()));
            }
            var entry = new YamlNode.Entry(plain(name), convert(tuple.getValueNode()));
            var key = entry.key().value();
            if (own.remove(key) != null) {
                warnings.accept(
                        "the key \"" + entry.name() + "\" is there twice; the last one counts",
                        entry.key().origin());
            }
            own.put(key, entry);
        }
        own.forEach(merged::put);
        var entries = List.copyOf(merged.values());
        return sized(
                new YamlNode.Entries(entries, origin(node)),
                entries.stream().mapToLong(entry -> size(entry.value())).sum());
    }

    /** Aliases of aliases of aliases make a short text mean more than any memory holds. */
    private YamlNode sized(YamlNode container, long size) {
        if (size > MAX_VALUES) {
            throw new YamlException(
                    "with its aliases written out this holds more than five million values", container.origin());
        }
        sizes.put(container, size);
        return container;
    }

    private long size(YamlNode node) {
        return 1 + sizes.getOrDefault(node, 0L);
    }

    private static boolean isMerge(ScalarNode key) {
        return key.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN
                && key.getValue().equals("<<");
    }

    /** {@code <<}: what the named mappings hold, the first of several winning, own keys over all. */
    private static void merge(YamlNode from, Map<Value, YamlNode.Entry> into) {
        switch (from) {
            case YamlNode.Entries entries ->
                entries.entries().forEach(entry -> into.putIfAbsent(entry.key().value(), entry));
            case YamlNode.Items items -> items.items().forEach(item -> merge(item, into));
            case YamlNode.Scalar scalar ->
                throw new YamlException("only mappings can be merged with <<", scalar.origin());
        }
    }

    /** A value of a file that was a vault. Numbers bear no mark, but long ones are printed no more either. */
    private YamlNode.Scalar secret(YamlNode.Scalar scalar) {
        return switch (scalar.value()) {
            case Value.Text text -> {
                decryption.revealed(text.text());
                yield new YamlNode.Scalar(text.asSecret(), scalar.origin());
            }
            case Value.Int(var number)
            when number.toString().length() >= LONG_NUMBER -> {
                decryption.revealed(number.toString());
                yield scalar;
            }
            default -> scalar;
        };
    }

    private YamlNode.Scalar plain(ScalarNode node) {
        var origin = contentOrigin(node);
        String text = node.getValue();
        String tag = node.getTag().getValue();
        var special = scalars.value(tag.equals(PlainResolver.PLAIN) ? "" : tag, text);
        if (special.isPresent()) {
            return new YamlNode.Scalar(special.get(), origin(node));
        }
        Value value = switch (tag) {
            case "!unsafe" -> Value.Text.written(text, origin).asUnsafe();
            case "!vault", "!vault-encrypted" -> encrypted(text, node);
            case "tag:yaml.org,2002:str" -> Value.Text.written(text, origin);
            case PlainResolver.PLAIN -> PlainScalar.resolve(text, origin);
            case "tag:yaml.org,2002:float" ->
                PlainScalar.resolve(text, origin) instanceof Value.Int(var whole)
                        ? Value.of(whole.doubleValue())
                        : PlainScalar.resolve(text, origin);
            case "tag:yaml.org,2002:int", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null" ->
                PlainScalar.resolve(text, origin);
            default -> throw new YamlException("the tag " + tag + " is not known", origin(node));
        };
        return new YamlNode.Scalar(value, origin(node));
    }

    private Value encrypted(String text, ScalarNode node) {
        var origin = contentOrigin(node);
        if (!text.strip().startsWith(Decryption.MARK)) {
            throw new YamlException("what is tagged !vault begins with " + Decryption.MARK, origin(node));
        }
        return new Encrypted(text, origin, () -> {
            String plain = new String(decryption.decrypt(text, origin), StandardCharsets.UTF_8);
            decryption.revealed(plain);
            return plain;
        });
    }

    private Origin origin(Node node) {
        var mark = node.getStartMark();
        return new Origin(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Where the text itself begins: behind a quotation mark, or on the line below {@code |} and {@code >}. */
    private Origin contentOrigin(ScalarNode node) {
        var mark = node.getStartMark();
        return switch (node.getScalarStyle()) {
            case SINGLE_QUOTED, DOUBLE_QUOTED -> new Origin(file, mark.getLine() + 1, mark.getColumn() + 2);
            case LITERAL, FOLDED -> {
                int line = mark.getLine() + 1;
                while (line < lines.length - 1 && lines[line].isBlank()) {
                    line++;
                }
                int indent = line < lines.length ? indent(lines[line]) : 0;
                String text = node.getValue().replaceFirst("^\\n+", "");
                yield new Origin(file, line + 1, Math.max(0, indent - indent(text)) + 1);
            }
            default -> origin(node);
        };
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** Leaves the meaning of plain scalars to us. */
    private static final class PlainResolver extends Resolver {
        static final String PLAIN = "!drover-plain";
        private static final Tag PLAIN_TAG = new Tag(PLAIN);

        @Override
        protected void addImplicitResolvers() {
            // none: PlainScalar decides
        }

        @Override
        public Tag resolve(org.yaml.snakeyaml.nodes.NodeId kind, String value, boolean implicit) {
            if (kind == org.yaml.snakeyaml.nodes.NodeId.scalar) {
                return implicit ? PLAIN_TAG : Tag.STR;
            }
            return super.resolve(kind, value, implicit);
        }
    }
}
