package dev.drover.playbook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the files that a task names are looked for. */
public record FilePlaces(List<Path> directories) {

    public static FilePlaces of(Task task) {
        return new FilePlaces(task.files());
    }

    /**
     * All places, the first that is there counts.
     *
     * @param kind the subdirectory that is searched first: {@code files} or {@code templates}
     */
    public List<Path> places(String kind, String name) {
        if (name.startsWith("/")) {
            return List.of(Path.of(name));
        }
        if (name.startsWith("~/")) {
            return List.of(Path.of(System.getProperty("user.home"), name.substring(2)));
        }
        var places = new ArrayList<Path>();
        for (var directory : directories) {
            places.add(directory.resolve(kind).resolve(name).normalize());
            places.add(directory.resolve(name).normalize());
            places.add(directory.resolve("tasks").resolve(kind).resolve(name).normalize());
            places.add(directory.resolve("tasks").resolve(name).normalize());
        }
        return places;
    }
}
