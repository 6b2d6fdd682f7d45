package dev.drover.module.python;

import static dev.drover.module.PlanAssert.assertThat;
import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.module.PlanAssert;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import dev.drover.question.PythonPackages;
import dev.drover.question.PythonPackages.Distribution;
import dev.drover.question.PythonPackages.Installed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipTest {

    private static final PythonPackages VENV = new PythonPackages(Optional.of(new NodePath("/v")), Optional.empty());
    private static final Installed THERE = installed(
            new Distribution(
                    "Flask",
                    "3.0.2",
                    List.of(
                            "Werkzeug (>=3.0.0)",
                            "importlib-metadata>=3.6.0; python_version < \"3.10\"",
                            "asgiref>=3.2; extra == 'async'")),
            new Distribution("werkzeug", "3.0.1", List.of()),
            new Distribution("zope.interface", "6.0", List.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flask",
                "'flask>=3,<4'",
                "'flask>=3,!=3.1,<4'",
                "[flask==3.0.2, Zope_Interface]",
                "'flask~=3.0 ; python_version >= \"3.8\"'",
                "'nope; sys_platform == \"win32\"'"
            })
    void runsNothingWhereAllIsThere(String name) {
        pip("name: " + name).settles();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope",
                "'flask>3.1'",
                "'flask[async]'",
                "'git+https://example.org/flask#egg=flask'",
                "./flask",
                "'flask; some_variable == \"x\"'",
                "flask, editable: true",
                "flask, state: latest",
                "flask, state: forcereinstall",
                "flask, version: '2.0'",
                "flask, extra_args: --upgrade",
                "flask, state: absent"
            })
    void runsPipWhereSomethingIsToBeDoneOrCanNotBeTold(String name) {
        pip("name: " + name).changes();
    }

    @Test
    void whatPackagesNeedMustBeThereToo() {
        var alone = installed(new Distribution("Flask", "3.0.2", List.of("Werkzeug>=3.0.0")));

        assertThat(module("pip: {name: flask, virtualenv: /v}").plan())
                .given(VENV, alone)
                .changes();
        assertThat(module("pip: {name: flask, virtualenv: /v, extra_args: --no-deps}")
                        .plan())
                .given(VENV, alone)
                .settles();
    }

    @Test
    void readsRequirementsFiles() {
        requirements("""
                # pinned
                --no-index
                --find-links /wheels
                flask==3.0.2 \\
                    --hash=sha256:0123 \\
                    --hash=sha256:4567
                werkzeug==3.0.1 --hash=sha256:89ab  # why
                importlib-metadata==7.0 ; python_version < "3.10"
                """).settles();
        requirements("flask==3.0.3 --hash=sha256:0123\n").changes();
        requirements("-e ./here\nflask\n").changes();
        requirements("https://example.org/flask.whl\n").changes();
        requirements("-c constraints.txt\nflask\n").changes();
    }

    @Test
    void readsFilesThatAreIncluded() {
        requirements("-r more.txt\nflask\n")
                .given(new FileText("/app/more.txt"), FileText.Contents.of("werkzeug==3.0.1\n"))
                .settles();
        requirements("--requirement=more.txt\nflask\n")
                .given(new FileText("/app/more.txt"), FileText.Contents.of("werkzeug==3.0.9\n"))
                .changes();
        requirements("-r more.txt\nflask\n")
                .given(new FileText("/app/more.txt"), FileText.Contents.missing())
                .changes();
    }

    @Test
    void makesTheVirtualEnvironmentFirst() {
        var missing = new Installed(PythonPackages.State.MISSING, "", "", Map.of());

        var change = assertThat(module("""
                        pip: {name: flask, virtualenv: /v, virtualenv_command: /opt/py/bin/python3 -m venv,
                              virtualenv_site_packages: true, umask: '022'}""").plan()).given(VENV, missing).changes();

        assertThat(change.script().sh().text())
                .contains("then '/opt/py/bin/python3' '-m' 'venv' --system-site-packages \"$dr_env\"")
                .contains("umask '022'");
    }

    @Test
    void removesOnlyWhatIsThere() {
        pip("name: [nope, 'nope2'], state: absent").settles();
    }

    @Test
    void refusesWhatCanNotBe() {
        assertThatThrownBy(() -> module("pip: {state: present}"))
                .hasMessageContaining("one of name or requirements is required");
        assertThatThrownBy(() -> module("pip: {name: a, requirements: b}"))
                .hasMessageContaining("name and requirements can't be given together");
        assertThatThrownBy(() -> module("pip: {name: [a, b], version: '1'}"))
                .hasMessageContaining("version can't be given with more or less than one package");
        assertThatThrownBy(() -> module("pip: {name: a, virtualenv: /v, executable: pip3}"))
                .hasMessageContaining("executable and virtualenv can't be given together");
        assertThatThrownBy(() -> module("pip: {name: a, umask: rwx}")).hasMessageContaining("must be octal");
    }

    private static PlanAssert pip(String arguments) {
        return assertThat(module("pip: {virtualenv: /v, " + arguments + "}").plan())
                .given(VENV, THERE);
    }

    private static PlanAssert requirements(String text) {
        return assertThat(module("pip: {virtualenv: /v, requirements: lock.txt, chdir: /app, extra_args: "
                                + "--require-hashes --no-index --find-links /wheels}")
                        .plan())
                .given(VENV, THERE)
                .given(new FileText("/app/lock.txt"), FileText.Contents.of(text));
    }

    private static Installed installed(Distribution... distributions) {
        var all = new HashMap<String, Distribution>();
        for (var one : distributions) {
            all.put(PythonPackages.normalised(one.name()), one);
        }
        return new Installed(PythonPackages.State.THERE, "3.11.2", "x86_64", all);
    }
}
