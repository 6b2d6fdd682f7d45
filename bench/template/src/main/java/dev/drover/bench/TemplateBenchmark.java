package dev.drover.bench;

import dev.drover.template.JinjaTemplar;
import dev.drover.template.ReadingHost;
import dev.drover.template.Templar;
import dev.drover.template.TemplateOptions;
import dev.drover.template.Variables;
import dev.drover.value.Value;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Templates that have been parsed before, as in all but their first use. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TemplateBenchmark {

    private final Templar templar = new JinjaTemplar(new ReadingHost());
    private final Variables variables = BenchTemplates.variables();
    private final Value.Text site = BenchTemplates.site();
    private final Value.Text loop = BenchTemplates.loop();
    private final List<Value.Text> expressions = BenchTemplates.expressions();

    @Benchmark
    public String site() {
        return templar.render(site, TemplateOptions.DEFAULT, variables);
    }

    @Benchmark
    public String loop() {
        return templar.render(loop, TemplateOptions.DEFAULT, variables);
    }

    @Benchmark
    public void expressions(Blackhole results) {
        for (var expression : expressions) {
            results.consume(templar.resolve(expression, variables));
        }
    }
}
