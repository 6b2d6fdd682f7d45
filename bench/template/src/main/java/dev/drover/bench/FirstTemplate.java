package dev.drover.bench;

import dev.drover.template.JinjaTemplar;
import dev.drover.template.ReadingHost;
import dev.drover.template.TemplateOptions;

/** How long the first template of a process takes, from the first line of the program on; in milliseconds. */
final class FirstTemplate {

    private FirstTemplate() {}

    public static void main(String[] arguments) {
        long start = System.nanoTime();
        var templar = new JinjaTemplar(new ReadingHost());
        String text = templar.render(BenchTemplates.site(), TemplateOptions.DEFAULT, BenchTemplates.variables());
        double millis = (System.nanoTime() - start) / 1e6;
        if (!text.contains("server_name shop.example.org www.shop.example.org;")) {
            throw new IllegalStateException(text);
        }
        System.out.println(millis);
    }
}
