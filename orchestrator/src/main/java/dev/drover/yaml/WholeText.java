package dev.drover.yaml;

import dev.drover.value.Origin;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Constant;

/**
 * A text that the scanner reads from memory as a whole. SnakeYAML's own reader copies what it has looked ahead at again and again, so
 * that a scalar of ten megabytes takes minutes.
 */
final class WholeText extends StreamReader {

    private static final int BYTE_ORDER_MARK = 0xfeff;

    private final int[] text;
    private int at;
    private int line;
    private int column;
    private int documentIndex;

    /** @throws YamlException where the text holds a character that YAML does not allow */
    WholeText(String text, String name) {
        super("");
        this.text = text.codePoints().toArray();
        int line = 1;
        int column = 1;
        for (int c : this.text) {
            if (!isPrintable(c)) {
                throw new YamlException(
                        "YAML allows no control character such as U+%04X".formatted(c), new Origin(name, line, column));
            }
            line += c == '\n' ? 1 : 0;
            column = c == '\n' ? 1 : column + 1;
        }
    }

    @Override
    public Mark getMark() {
        return new Mark("", at, line, column, text, at);
    }

    @Override
    public void forward() {
        forward(1);
    }

    @Override
    public void forward(int length) {
        for (int i = 0; i < length && at < text.length; i++) {
            int c = text[at++];
            documentIndex++;
            if (Constant.LINEBR.has(c) || c == '\r' && peek() != '\n') {
                line++;
                column = 0;
            } else if (c != BYTE_ORDER_MARK) {
                column++;
            }
        }
    }

    @Override
    public int peek() {
        return peek(0);
    }

    @Override
    public int peek(int index) {
        return at + index < text.length ? text[at + index] : 0;
    }

    @Override
    public String prefix(int length) {
        return new String(text, at, Math.min(length, text.length - at));
    }

    @Override
    public String prefixForward(int length) {
        String prefix = prefix(length);
        int read = Math.min(length, text.length - at);
        at += read;
        documentIndex += read;
        column += read; // no line ends in a prefix
        return prefix;
    }

    @Override
    public int getColumn() {
        return column;
    }

    @Override
    public int getDocumentIndex() {
        return documentIndex;
    }

    @Override
    public void resetDocumentIndex() {
        documentIndex = 0;
    }

    @Override
    public int getIndex() {
        return at;
    }

    @Override
    public int getLine() {
        return line;
    }
}
