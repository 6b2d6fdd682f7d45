package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** Filters that make checksums and what is made of them. */
final class HashFilters {

    private HashFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(HashFilters::passwordHash, "password_hash")
            .add(
                    (value, arguments, evaluator) ->
                            TextFilters.like(value, digest(value, arguments.text(0, "hashtype", "sha1"))),
                    "hash")
            .add((value, arguments, evaluator) -> TextFilters.like(value, digest(value, "sha1")), "sha1", "checksum")
            .add((value, arguments, evaluator) -> TextFilters.like(value, digest(value, "md5")), "md5")
            .add(HashFilters::toUuid, "to_uuid")
            .all();

    private static Value passwordHash(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Text)) {
            throw Mistake.of("secret must be unicode or bytes, not "
                    + (value instanceof Value.Nil ? "None" : Py.typeName(value)));
        }
        return TextFilters.like(
                value,
                PasswordHash.of(
                        PyText.str(value),
                        arguments.text(0, "hashtype", "sha512"),
                        new PasswordHash.Recipe(
                                arguments
                                        .find(1, "salt")
                                        .filter(salt -> !(salt instanceof Value.Nil))
                                        .map(PyText::str),
                                arguments
                                        .find(3, "rounds")
                                        .filter(rounds -> !(rounds instanceof Value.Nil))
                                        .map(Py::index),
                                arguments
                                        .find(4, "ident")
                                        .filter(ident -> !(ident instanceof Value.Nil))
                                        .map(PyText::str))));
    }

    private static byte[] bytes(Value value) {
        return value instanceof ByteString octets
                ? octets.bytes()
                : ByteString.bytes(PyText.str(value), StandardCharsets.UTF_8);
    }

    static String digest(String text, String algorithm) {
        return digest(Value.of(text), algorithm);
    }

    static String digest(Value value, String algorithm) {
        var bytes = bytes(value);
        String name = switch (algorithm) {
            case "sha1" -> "SHA-1";
            case "md5" -> "MD5";
            case "sha224", "sha256", "sha384", "sha512" -> "SHA-" + algorithm.substring(3);
            case "sha512_224", "sha512_256" -> "SHA-512/" + algorithm.substring(7);
            case "sha3_224", "sha3_256", "sha3_384", "sha3_512" -> "SHA3-" + algorithm.substring(5);
            case "blake2b", "blake2s" -> "";
            default -> throw Mistake.of("unsupported hash type " + algorithm);
        };
        if (name.isEmpty()) {
            return HexFormat.of().formatHex(Blake2.digest(bytes, algorithm.endsWith("b")));
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw Mistake.of("unsupported hash type " + algorithm);
        }
    }

    /** Ansible's own namespace for names, from its documentation. */
    private static final String NAMESPACE = "361E6D51-FAEC-444A-9079-341386DA8E2E";

    private static Value toUuid(Value value, Arguments arguments, Evaluator evaluator) {
        UUID namespace;
        try {
            namespace = UUID.fromString(arguments.text(0, "namespace", NAMESPACE));
        } catch (IllegalArgumentException e) {
            throw Mistake.of("Invalid value for 'namespace'");
        }
        try {
            var sha = MessageDigest.getInstance("SHA-1");
            sha.update(java.nio.ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            var bytes = java.nio.ByteBuffer.wrap(sha.digest(PyText.str(value).getBytes(StandardCharsets.UTF_8)));
            long high = bytes.getLong() & ~0xf000L | 0x5000L;
            long low = bytes.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
            return TextFilters.like(value, new UUID(high, low).toString());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
