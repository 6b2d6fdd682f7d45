package dev.drover.bench;

import dev.drover.template.Variables;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The templates that are measured, and what they see. The same as in {@code jinja.py}. */
final class BenchTemplates {

    static final int ITEMS = 1000;

    private static final Path ROOT = Path.of(System.getProperty("drover.home", ""));

    private BenchTemplates() {}

    static Value.Text site() {
        return file("templates/nginx-site.conf.j2");
    }

    static Value.Text loop() {
        return file("bench/template/templates/loop.j2");
    }

    static List<Value.Text> expressions() {
        var patterns = file("bench/template/templates/expressions.txt").text().lines().toList();
        var expressions = new ArrayList<Value.Text>();
        for (int i = 0; i < ITEMS; i++) {
            String text = patterns.get(i % patterns.size()).replace("N", Integer.toString(i));
            expressions.add(Value.Text.written(text, new Origin("expressions.txt", 1, 1)));
        }
        return expressions;
    }

    private static Value.Text file(String name) {
        try {
            return Value.Text.written(Files.readString(ROOT.resolve(name)), new Origin(name, 1, 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Variables variables() {
        var hosts = new ArrayList<Value>();
        for (int i = 0; i < ITEMS; i++) {
            hosts.add(Value.Mapping.of(Map.of(
                    "name", Value.of("web" + i),
                    "address", Value.of("10.0.0." + i % 250),
                    "port", Value.of(8000 + i),
                    "enabled", Value.of(i % 3 != 0))));
        }
        Map<String, Value> variables = Map.of(
                "app_name", Value.of("shop"),
                "gunicorn_socket", Value.of("/run/shop/gunicorn.sock"),
                "http_port", Value.of(80),
                "app_domains", Value.Sequence.of(Value.of("shop.example.org"), Value.of("www.shop.example.org")),
                "nginx_max_body_size", Value.of("10m"),
                "hosts", new Value.Sequence(hosts));
        return new Variables() {
            @Override
            public Optional<Value> find(String name) {
                return Optional.ofNullable(variables.get(name));
            }

            @Override
            public Set<String> names() {
                return variables.keySet();
            }
        };
    }
}
