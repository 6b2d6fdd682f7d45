package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.stream.Stream;

/**
 * One use of a role: by a play, by another role's {@code meta}, by import_role or include_role.
 *
 * @param keywords what its tasks inherit
 * @param own the keywords that are written on it, without those around it
 * @param parameters what is handed to it beside keywords
 * @param dependency whether it is there because another role needs it
 * @param again whether it runs even where the play has used it in the same way before
 */
record RoleUse(
        String name,
        Keywords keywords,
        Keywords own,
        Value.Mapping parameters,
        RoleFiles files,
        boolean again,
        boolean dependency,
        Origin origin) {

    /** The same, because another role needs it. */
    RoleUse asDependency() {
        return new RoleUse(name, keywords, own, parameters, files, again, true, origin);
    }

    RoleUse named(String other) {
        return new RoleUse(other, keywords, own, parameters, files, again, dependency, origin);
    }

    /** Whether the role need not run again: one with other conditions, tags or variables is another one. */
    boolean sameAs(RoleUse other) {
        return files.equals(other.files)
                && Stream.of(Keyword.WHEN, Keyword.TAGS, Keyword.VARS)
                        .allMatch(keyword -> own.list(keyword).equals(other.own.list(keyword)));
    }
}
