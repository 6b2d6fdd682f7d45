package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.concurrent.ThreadLocalRandom;

/** {@code lipsum()}: paragraphs of filler, another at each call. */
final class Lipsum {

    private static final String[] WORDS =
            ("lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor"
                            + " incididunt ut labore et dolore magna aliqua ut enim ad minim veniam quis nostrud exercitation"
                            + " ullamco laboris nisi ut aliquip ex ea commodo consequat duis aute irure dolor in reprehenderit"
                            + " in voluptate velit esse cillum dolore eu fugiat nulla pariatur excepteur sint occaecat"
                            + " cupidatat non proident sunt in culpa qui officia deserunt mollit anim id est laborum")
                    .split(" ");
    private static final int MAX_PARAGRAPHS = 1000;
    private static final int MAX_WORDS = 10_000;

    private Lipsum() {}

    static Value text(Arguments arguments) {
        int count = Math.clamp(arguments.number(0, "n", 5), 0, MAX_PARAGRAPHS);
        boolean html = arguments.flag(1, "html", true);
        int min = Math.clamp(arguments.number(2, "min", 20), 1, MAX_WORDS);
        int max = Math.clamp(arguments.number(3, "max", 100), min, MAX_WORDS);
        var paragraphs = new ArrayList<String>();
        long length = 0;
        for (int i = 0; i < count; i++) {
            String paragraph = paragraph(ThreadLocalRandom.current().nextInt(min, max + 1));
            length += paragraph.length();
            if (length > Bounds.MAX_OUTPUT) {
                throw Mistake.of("the text is too long");
            }
            paragraphs.add(html ? "<p>" + paragraph + "</p>" : paragraph);
        }
        return Value.of(String.join(html ? "\n" : "\n\n", paragraphs));
    }

    private static String paragraph(int words) {
        var text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            String word = WORDS[ThreadLocalRandom.current().nextInt(WORDS.length)];
            text.append(i == 0 ? "" : " ")
                    .append(i == 0 ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
        }
        return text.append('.').toString();
    }
}
