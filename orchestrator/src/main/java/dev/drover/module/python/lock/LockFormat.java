package dev.drover.module.python.lock;

import java.util.Optional;

/** The formats of locks, in the order in which they are looked for. */
enum LockFormat {
    UV("uv.lock", "uv[.]lock", "uv lock", UvLock::read),
    POETRY("poetry.lock", "poetry[.]lock", "poetry lock", PoetryLock::read),
    PIPENV("Pipfile.lock", "Pipfile[.]lock", "pipenv lock", PipfileLock::read),
    PYLOCK("pylock.toml", "pylock([.][^.]+)?[.]toml", "the tool that made it", PyLock::read),
    REQUIREMENTS(
            "requirements.txt", ".*[.]txt", "pip-compile --generate-hashes requirements.in", RequirementsLock::read);

    /** Reads locks of one format. */
    interface Reader {
        /**
         * @param name of the lock within the project
         * @throws LockException where it can't be used, or does not match what the project says
         */
        Locked read(Project project, String name, Selection selection);
    }

    private final String file;
    private final String names;
    private final String renewal;
    private final Reader reader;

    LockFormat(String file, String names, String renewal, Reader reader) {
        this.file = file;
        this.names = names;
        this.renewal = renewal;
        this.reader = reader;
    }

    /** The name that such a lock has. */
    String file() {
        return file;
    }

    /** The command that makes it anew. */
    String renewal() {
        return renewal;
    }

    Locked read(Project project, String name, Selection selection) {
        return reader.read(project, name, selection);
    }

    /** The format that a file's name stands for. */
    static Optional<LockFormat> named(String name) {
        for (var format : values()) {
            if (name.matches(format.names)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
