package dev.drover.template;

import java.util.List;

/** Whether a body uses a name; found in its printed form, since names of records are plain there. */
final class Mentions {

    private Mentions() {}

    static boolean in(List<Statement> body, String name) {
        return body.toString().contains("Name[name=" + name + ",");
    }
}
