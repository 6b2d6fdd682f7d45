package dev.drover.template;

/** In which YAML styles a scalar can be written. */
record ScalarAnalysis(boolean multiline, boolean flowPlain, boolean blockPlain, boolean singleQuoted) {

    static ScalarAnalysis of(String text, boolean unicode) {
        if (text.isEmpty()) {
            return new ScalarAnalysis(false, false, true, true);
        }
        boolean blockIndicators = text.startsWith("---") || text.startsWith("...");
        boolean flowIndicators = blockIndicators;
        boolean lineBreaks = false;
        boolean special = false;
        boolean breakSpace = false;
        boolean spaceBreak = false;
        boolean previousSpace = false;
        boolean previousBreak = false;
        boolean preceded = true;
        var points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            int c = points[i];
            boolean followed = i + 1 >= points.length || isBlank(points[i + 1]);
            if (i == 0) {
                boolean indicator = "#,[]{}&*!|>'\"%@`".indexOf(c) >= 0;
                flowIndicators |= indicator || "?:".indexOf(c) >= 0 || c == '-' && followed;
                blockIndicators |= indicator || "?:-".indexOf(c) >= 0 && followed;
            } else {
                flowIndicators |= ",?[]{}:".indexOf(c) >= 0 || c == '#' && preceded;
                blockIndicators |= c == ':' && followed || c == '#' && preceded;
            }
            special |= !isPrintable(c) && !isBreak(c) || c > 126 && !unicode;
            special |= c == '\r' || c == 0x85 || c == 0xfeff;
            lineBreaks |= isBreak(c);
            if (c == ' ') {
                breakSpace |= previousBreak;
                previousSpace = true;
                previousBreak = false;
            } else if (isBreak(c)) {
                spaceBreak |= previousSpace;
                previousBreak = true;
                previousSpace = false;
            } else {
                previousSpace = false;
                previousBreak = false;
            }
            preceded = isBlank(c);
        }
        boolean edges = isEdge(points[0]) || isEdge(points[points.length - 1]);
        boolean plain = !edges && !breakSpace && !spaceBreak && !special && !lineBreaks;
        return new ScalarAnalysis(
                lineBreaks,
                plain && !flowIndicators,
                plain && !blockIndicators,
                !breakSpace && !spaceBreak && !special);
    }

    private static boolean isEdge(int c) {
        return c == ' ' || isBreak(c);
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == 0 || isBreak(c);
    }

    static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** As libyaml sees it: nothing beyond the basic plane. */
    static boolean isPrintable(int c) {
        return c == '\n'
                || c >= 0x20 && c <= 0x7e
                || c >= 0xa0 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd && c != 0xfeff;
    }
}
