package dev.drover.module.accounts;

import dev.drover.module.Doc;
import dev.drover.question.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a password must be changed. */
public record PasswordAging(
        @Doc("The least number of days between two changes of the password.")
        Optional<Long> passwordExpireMin,

        @Doc("The greatest number of days between two changes of the password.")
        Optional<Long> passwordExpireMax,

        @Doc("How many days before its end the user is warned.")
        Optional<Long> passwordExpireWarn,

        @Doc("How many days after its end the account is disabled.")
        Optional<Long> passwordExpireAccountDisable) {

    /** The fields of /etc/shadow that differ, each with its number and what it is to be. */
    List<String> differing(Optional<Account.Shadow> shadow) {
        var words = new ArrayList<String>();
        add(words, "4", passwordExpireMin, shadow.flatMap(Account.Shadow::minimum));
        add(words, "5", passwordExpireMax, shadow.flatMap(Account.Shadow::maximum));
        add(words, "6", passwordExpireWarn, shadow.flatMap(Account.Shadow::warn));
        add(words, "7", passwordExpireAccountDisable, shadow.flatMap(Account.Shadow::inactive));
        return words;
    }

    private static void add(List<String> words, String field, Optional<Long> wished, Optional<Long> there) {
        if (wished.isPresent() && !wished.equals(there)) {
            words.add(field);
            words.add(wished.get().toString());
        }
    }
}
