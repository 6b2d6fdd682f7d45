package dev.drover.module.python.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.FakeController;
import dev.drover.module.PlanAssert;
import dev.drover.module.Result;
import dev.drover.module.Tasks;
import dev.drover.module.python.Marker;
import dev.drover.value.Value;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lock files that the real tools made (their versions stand in the README beside them), against what the same tools export for pip.
 */
class LockTest {

    private static final Path LOCKS = Path.of("src/test/resources/dev/drover/module/python/lock");

    private static final List<String> PYTHONS = List.of("3.10.4", "3.11.1", "3.11.9", "3.13.0");

    private static final Pattern REQUIREMENT =
            Pattern.compile("([A-Za-z0-9._-]+)(?:\\[.*?\\])?==([^ ;]+)\\s*(?:;(.*?))?((?:\\s+--hash=\\S+)+)\\s*");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "uv, export.txt, ''",
        "uv, export-all.txt, 'extras: [cache], groups: [jobs]'",
        "poetry, export.txt, ''",
        "poetry, export-all.txt, 'extras: [cache], groups: [jobs]'",
        "pipenv, export.txt, ''",
        "piptools, requirements.txt, ''",
    })
    void pinsWhatTheToolItselfExports(String tool, String export, String more) throws IOException {
        var result = read(LOCKS.resolve(tool), more);
        var theirs = Files.readString(LOCKS.resolve(tool).resolve(export));
        for (var python : PYTHONS) {
            assertThat(installed(text(result, "requirements"), python))
                    .as("with Python %s", python)
                    .isNotEmpty()
                    .isEqualTo(installed(theirs, python));
        }
    }

    @Test
    void pylockPinsWhatTheLockItWasExportedFromPins() {
        var pylock = read(LOCKS.resolve("pylock"), "");
        var uv = read(LOCKS.resolve("uv"), "");
        for (var python : PYTHONS) {
            assertThat(installed(text(pylock, "requirements"), python))
                    .isEqualTo(installed(text(uv, "requirements"), python));
        }
    }

    @Test
    void equalPinsHaveOneKeyWhateverFormatTheyCameFrom() {
        assertThat(text(read(LOCKS.resolve("pylock"), ""), "key"))
                .hasSize(64)
                .isEqualTo(text(read(LOCKS.resolve("uv"), ""), "key"));
    }

    @Test
    void tellsTheVersionsThatOnePythonGets() {
        assertThat(versions(read(LOCKS.resolve("uv"), "python: '3.10'")))
                .containsEntry("asgiref", "3.12.1")
                .containsKey("tomli");
        assertThat(versions(read(LOCKS.resolve("uv"), "python: '3.13'")))
                .containsEntry("asgiref", "3.13.0")
                .doesNotContainKey("tomli");
    }

    @Test
    void candidatesAreThePinsOfOnePythonWithoutMarkers() {
        assertThat(text(read(LOCKS.resolve("uv"), "python: '3.13'"), "candidates"))
                .contains("asgiref==3.13.0 \\\n    --hash=sha256:")
                .contains("uwsgi==2.0.28")
                .doesNotContain(";", "asgiref==3.12", "tomli");
    }

    @Test
    void saysForWhichPythonItWasMade() {
        assertThat(text(read(LOCKS.resolve("uv"), ""), "python")).isEqualTo(">=3.10, <3.14");
        assertThat(text(read(LOCKS.resolve("pipenv"), ""), "python")).isEqualTo("==3.11.*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uv | uv.lock | pyproject.toml | gunicorn>=23 | gunicorn>=99 |"
                        + " uv.lock: it does not match the project: pyproject.toml:5 wants gunicorn>=99, which it does not know."
                        + " Make it anew (uv lock) and commit it",
                "uv | uv.lock | pyproject.toml | '    \"gunicorn>=23\",' | '' |"
                        + " uv.lock: it does not match the project: it was made when pyproject.toml wanted another gunicorn."
                        + " Make it anew (uv lock) and commit it",
                "uv | uv.lock | pyproject.toml | <3.14 | <3.15 |"
                        + " uv.lock: it does not match the project: it was made for Python >=3.10, <3.14, and pyproject.toml wants >=3.10,<3.15."
                        + " Make it anew (uv lock) and commit it",
                "poetry | poetry.lock | pyproject.toml | gunicorn>=23 | gunicorn>=22 |"
                        + " poetry.lock: it does not match the project: pyproject.toml was changed after it was made."
                        + " Make it anew (poetry lock) and commit it",
                "pipenv | Pipfile.lock | Pipfile | >=23 | >=22 |"
                        + " Pipfile.lock: it does not match the project: Pipfile was changed after it was made."
                        + " Make it anew (pipenv lock) and commit it",
                "pylock | pylock.toml | pyproject.toml | gunicorn>=23 | gunicorn>=99 |"
                        + " pylock.toml: it does not match the project: it pins gunicorn 27.0.1, and pyproject.toml:5 wants gunicorn>=99."
                        + " Make it anew (the tool that made it) and commit it",
                "piptools | requirements.txt | requirements.in | gunicorn>=23 | redis |"
                        + " requirements.txt: it does not match the project: it does not pin redis, and requirements.in:2 wants redis."
                        + " Make it anew (pip-compile --generate-hashes requirements.in) and commit it",
            })
    void refusesALockThatDoesNotMatchItsProject(
            String tool, String lock, String changed, String from, String to, String message) throws IOException {
        Files.copy(LOCKS.resolve(tool).resolve(lock), folder.resolve(lock));
        var before = Files.readString(LOCKS.resolve(tool).resolve(changed));
        assertThat(before).contains(from);
        Files.writeString(folder.resolve(changed), before.replace(from, to));
        assertThat(complaint("")).isEqualTo(message);
    }

    /** {@code %} stands for the end of a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requirements.txt | # x%flask==3.1.3 | requirements.txt:2: flask has no hash; pip-compile --generate-hashes requirements.in adds them",
                "requirements.txt | flask>=3 | requirements.txt:1: \"flask>=3\" is not pinned to one version with ==;"
                        + " pip-compile --generate-hashes requirements.in makes a lock of it",
                "requirements.txt | %-e . | requirements.txt:2: this comes from a directory or a repository;"
                        + " only files of an index or of a URL have hashes that can be checked",
                "requirements.txt | x @ git+https://h/x | requirements.txt:1: this comes from a directory, a repository or a place without a name;"
                        + " only files of an index or of a URL have hashes that can be checked",
                "requirements.txt | -r requirements.txt | requirements.txt: it includes too many files, or itself",
                "requirements.txt | -r more.txt | more.txt: it can't be read",
                "requirements.txt | x==1 --hash=sha256:aa%x==2; os_name == 'posix' --hash=sha256:bb |"
                        + " requirements.txt:2: x is pinned twice for the same node, here to 2, in line 1 to 1",
                "requirements.txt | x==1; whatever --hash=sha256:aa | requirements.txt:1: \" whatever\" is no environment marker",
                "uv.lock | version = 2 | uv.lock:1: it is of version 2; version 1 can be read",
                "uv.lock | version = 1%version = 1 | uv.lock:2: no TOML: version previously defined at line 1, column 1",
                "uv.lock | version = 1 | uv.lock:1: no package in it is the project itself",
                "poetry.lock | [metadata]%lock-version = '1.1' |"
                        + " poetry.lock:2: it is of version 1.1; version 2.1 can be read, which Poetry 2 makes: poetry lock",
                "Pipfile.lock | { | Pipfile.lock: no JSON: no name of a member at character 2",
                "Pipfile.lock | {'_meta': {'pipfile-spec': 7}} | Pipfile.lock:1: it is of version 7; version 6 can be read",
                "pylock.toml | lock-version = '2.0' | pylock.toml:1: it is of version 2.0; versions 1.x can be read",
                "pylock.toml | lock-version = '1.0'%[[packages]]%name = 'x'%version = '1' | pylock.toml:2: x has no hash",
                "pylock.toml | lock-version = '1.0'%[[packages]]%name = 'x'%vcs = {type = 'git'} |"
                        + " pylock.toml:2: x comes from a repository; only files of an index or of a URL have hashes that can be checked",
            })
    void saysWhereALockIsWrong(String name, String text, String message) throws IOException {
        var written = text.replace("%", "\n");
        Files.writeString(folder.resolve(name), name.equals("Pipfile.lock") ? written.replace('\'', '"') : written);
        assertThat(complaint("")).isEqualTo(message);
    }

    @Test
    void refusesWhatIsTooLongToBeALock() throws IOException {
        try (var file = new RandomAccessFile(folder.resolve("uv.lock").toFile(), "rw")) {
            file.setLength(40L << 20);
        }
        assertThat(complaint("")).isEqualTo("uv.lock: it is longer than 32 MiB");
    }

    @Test
    void refusesWhatIsNestedTooDeeply() throws IOException {
        Files.writeString(folder.resolve("uv.lock"), "a = " + "[".repeat(100_000));
        assertThat(complaint("")).startsWith("uv.lock");
    }

    @Test
    void saysWhatIsNeededWhereThereIsNoLock() {
        assertThat(complaint(""))
                .endsWith("has no lock file: one of uv.lock, poetry.lock, Pipfile.lock, pylock.toml,"
                        + " requirements.txt is needed");
        assertThat(complaint("file: lock.json")).startsWith("lock.json has a name of no lock file that can be read");
        assertThat(complaint("file: pylock.web.toml")).startsWith("pylock.web.toml is not in ");
    }

    @Test
    void namesOtherLocksThatAreNotRead() throws IOException {
        Files.copy(LOCKS.resolve("uv/uv.lock"), folder.resolve("uv.lock"));
        Files.copy(LOCKS.resolve("piptools/requirements.txt"), folder.resolve("requirements.txt"));
        assertThat(read(folder, "").warnings())
                .containsExactly("uv.lock is read; the project has requirements.txt too");
        var named = read(folder, "file: requirements.txt");
        assertThat(named.warnings()).isEmpty();
        assertThat(text(named, "format")).isEqualTo("requirements");
    }

    @Test
    void refusesExtrasAndGroupsThatThereAreNot() throws IOException {
        Files.copy(LOCKS.resolve("uv/uv.lock"), folder.resolve("uv.lock"));
        assertThat(complaint("extras: [fast]")).endsWith("the project has no extra fast");
        assertThat(complaint("groups: [docs]")).endsWith("the project has no dependency group docs");
    }

    /** An index's password may stand there. */
    @Test
    void optionsOfAnIndexAreNotHeededAndNotShown() throws IOException {
        Files.writeString(
                folder.resolve("requirements.txt"), "--index-url https://me:hush@h/simple\nx==1 --hash=sha256:aa\n");
        assertThat(read(folder, "").warnings()).containsExactly("requirements.txt:1: --index-url is not heeded");
    }

    private String complaint(String more) {
        var result = read(folder, more);
        assertThat(result.failed()).as("refused").isTrue();
        return text(result, "msg");
    }

    private static Map<String, String> versions(Result result) {
        var versions = new TreeMap<String, String>();
        ((Value.Mapping) result.fields().get("pins"))
                .entries()
                .forEach((name, version) -> versions.put(name.toString(), version.toString()));
        return versions;
    }

    /** What pip would install: name, version and hashes. */
    private static Map<String, SortedSet<String>> installed(String requirements, String python) {
        var pins = new TreeMap<String, SortedSet<String>>();
        for (var line : RequirementLine.of(requirements)) {
            var form = REQUIREMENT.matcher(line.text());
            if (!form.matches()) {
                assertThat(line.text()).as("a line that pins nothing").startsWith("-");
                continue;
            }
            var marker = Optional.ofNullable(form.group(3)).orElse("");
            if (marker.isBlank()
                    || Marker.holds(marker, Marker.variables(python, "x86_64")).orElseThrow()) {
                pins.put(
                        form.group(1) + " " + form.group(2),
                        new TreeSet<>(List.of(form.group(4).strip().split("\\s+"))));
            }
        }
        return pins;
    }

    private Result read(Path project, String more) {
        var call = "drover.hosting.lock: {path: ., " + more + "}";
        return PlanAssert.assertThat(
                        Tasks.module(call, new FakeController(project)).plan())
                .result();
    }

    private static String text(Result result, String field) {
        assertThat(result.fields()).as("the result").containsKey(field);
        return ((Value.Text) result.fields().get(field)).text();
    }
}
