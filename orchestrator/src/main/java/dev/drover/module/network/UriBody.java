package dev.drover.module.network;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.files.Json;
import dev.drover.value.JsonReader;
import dev.drover.value.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is sent to the server. */
public record UriBody(
        @Doc("The body of the request: text, or what body_format makes text of.")
        Optional<Value> body,

        @Default("raw") @Doc("How body is written.") Format bodyFormat,
        @Doc("A file with the body.") Optional<String> src,
        @Doc("The file with the body is on the node.") boolean remoteSrc) {

    public enum Format {
        RAW,
        JSON,
        FORM_URLENCODED,
        FORM_MULTIPART
    }

    public UriBody {
        if (body.isPresent() && src.isPresent()) {
            throw new IllegalArgumentException("body and src can't be given together");
        }
        if (bodyFormat == Format.FORM_MULTIPART) {
            throw new IllegalArgumentException(
                    "body_format form-multipart is not supported; send the body with src or curl");
        }
    }

    /** The type that the format implies. */
    Optional<String> contentType() {
        if (body.isEmpty()) {
            return Optional.empty();
        }
        return switch (bodyFormat) {
            case JSON -> Optional.of("application/json");
            case FORM_URLENCODED -> Optional.of("application/x-www-form-urlencoded");
            case RAW, FORM_MULTIPART -> Optional.empty();
        };
    }

    byte[] bytes() {
        return body.map(this::text).orElse("").getBytes(StandardCharsets.UTF_8);
    }

    private String text(Value value) {
        return switch (bodyFormat) {
            case JSON ->
                value instanceof Value.Text(var text, var _, var _, var _) && isJson(text) ? text : Json.of(value);
            case FORM_URLENCODED -> value instanceof Value.Text(var text, var _, var _, var _) ? text : form(value);
            case RAW, FORM_MULTIPART ->
                switch (value) {
                    case Value.Text(var text, var _, var _, var _) -> text;
                    case Value.Nil _ -> "";
                    default -> Json.of(value);
                };
        };
    }

    private static boolean isJson(String text) {
        try {
            JsonReader.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String form(Value value) {
        var pairs = new ArrayList<String>();
        switch (value) {
            case Value.Mapping(var entries) -> entries.forEach((key, item) -> pair(key, item, pairs));
            case Value.Sequence(var items) -> {
                for (var item : items) {
                    if (!(item instanceof Value.Sequence(var two)) || two.size() != 2) {
                        throw new IllegalArgumentException(
                                "body must be a mapping or a list of pairs for form-urlencoded");
                    }
                    pair(two.get(0), two.get(1), pairs);
                }
            }
            default ->
                throw new IllegalArgumentException("body must be a mapping or a list of pairs for form-urlencoded");
        }
        return String.join("&", pairs);
    }

    private static void pair(Value key, Value value, List<String> pairs) {
        var items = value instanceof Value.Sequence(var many) ? many : List.of(value);
        for (var item : items) {
            pairs.add(encoded(key) + "=" + encoded(item));
        }
    }

    private static String encoded(Value value) {
        var text = switch (value) {
            case Value.Text(var plain, var _, var _, var _) -> plain;
            case Value.Bool(var truth) -> truth ? "True" : "False";
            case Value.Nil _ -> "None";
            default -> Json.of(value);
        };
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%7E", "~")
                .replace("*", "%2A");
    }
}
