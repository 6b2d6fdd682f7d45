package dev.drover.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.Answers;
import dev.drover.module.LocalShell;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.drover.module.LocalShell#all")
class AccountTest {

    @Parameter
    List<String> shell;

    @Test
    void tellsOfManyAccountsAtOnce() {
        var answers =
                Answers.all(List.of(new Account("root"), new Account("no-such-user"), new Account("daemon")), local());

        assertThat(answers.get(0).orElseThrow())
                .returns(0L, Account.Entry::uid)
                .returns("root", Account.Entry::group)
                .returns("/root", Account.Entry::home);
        assertThat(answers.get(1)).isEmpty();
        assertThat(answers.get(2)).map(Account.Entry::name).contains("daemon");
    }

    @Test
    void tellsOfGroups() {
        var answers = Answers.all(List.of(new Group("no-such-group"), new Group("root")), local());

        assertThat(answers).first().isEqualTo(Optional.empty());
        assertThat(answers.get(1)).map(Group.Entry::gid).contains(0L);
    }

    private LocalShell local() {
        return new LocalShell(Path.of("/"), shell);
    }
}
