package dev.drover.report;

import dev.drover.value.Origin;
import java.util.ArrayList;

/** A line that GitHub's runner obeys: {@code ::error file=site.yml,line=3::message}. */
record GitHubCommand(String name, Origin place, String title, String message) {

    static String group(String title) {
        return "::group::" + data(title);
    }

    static final String END_GROUP = "::endgroup::";

    /** @param place with a file relative to the top of the repository */
    String text() {
        var properties = new ArrayList<String>();
        if (place.known()) {
            properties.add("file=" + property(place.file()));
        }
        if (place.line() > 0) {
            properties.add("line=" + place.line());
            properties.add("col=" + place.column());
        }
        if (!title.isEmpty()) {
            properties.add("title=" + property(title));
        }
        return "::" + name + (properties.isEmpty() ? "" : " " + String.join(",", properties)) + "::" + data(message);
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
