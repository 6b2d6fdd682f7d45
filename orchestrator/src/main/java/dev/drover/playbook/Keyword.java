package dev.drover.playbook;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The keywords of the playbook language: where each may stand, and how it passes from a parent to its children. */
public enum Keyword {
    NAME(Where.ANYWHERE, Passing.NOT),
    CONNECTION(Where.ANYWHERE, Passing.REPLACED),
    PORT(Where.ANYWHERE, Passing.REPLACED),
    REMOTE_USER(Where.ANYWHERE, Passing.REPLACED),
    VARS(Where.ANYWHERE, Passing.COLLECTED),
    MODULE_DEFAULTS(Where.ANYWHERE, Passing.COLLECTED),
    ENVIRONMENT(Where.ANYWHERE, Passing.COLLECTED),
    NO_LOG(Where.ANYWHERE, Passing.REPLACED),
    RUN_ONCE(Where.ANYWHERE, Passing.REPLACED),
    IGNORE_ERRORS(Where.ANYWHERE, Passing.REPLACED),
    IGNORE_UNREACHABLE(Where.ANYWHERE, Passing.REPLACED),
    CHECK_MODE(Where.ANYWHERE, Passing.REPLACED),
    DIFF(Where.ANYWHERE, Passing.REPLACED),
    ANY_ERRORS_FATAL(Where.ANYWHERE, Passing.REPLACED),
    THROTTLE(Where.ANYWHERE, Passing.REPLACED),
    TIMEOUT(Where.ANYWHERE, Passing.REPLACED),
    BECOME(Where.ANYWHERE, Passing.REPLACED),
    BECOME_METHOD(Where.ANYWHERE, Passing.REPLACED),
    BECOME_USER(Where.ANYWHERE, Passing.REPLACED),
    BECOME_FLAGS(Where.ANYWHERE, Passing.REPLACED),
    BECOME_EXE(Where.ANYWHERE, Passing.REPLACED),
    TAGS(Where.ANYWHERE, Passing.COLLECTED),
    COLLECTIONS(Where.ANYWHERE, Passing.REPLACED),
    DEBUGGER(Where.ANYWHERE, Passing.REPLACED),

    WHEN(Where.BELOW_PLAYS, Passing.COLLECTED),
    NOTIFY(Where.BELOW_PLAYS, Passing.COLLECTED),
    DELEGATE_TO(Where.BELOW_PLAYS, Passing.REPLACED),
    DELEGATE_FACTS(Where.BELOW_PLAYS, Passing.REPLACED),

    HOSTS(Where.PLAYS, Passing.NOT),
    GATHER_FACTS(Where.PLAYS, Passing.NOT),
    GATHER_SUBSET(Where.PLAYS, Passing.NOT),
    GATHER_TIMEOUT(Where.PLAYS, Passing.NOT),
    FACT_PATH(Where.PLAYS, Passing.NOT),
    VARS_FILES(Where.PLAYS, Passing.NOT),
    VARS_PROMPT(Where.PLAYS, Passing.NOT),
    ROLES(Where.PLAYS, Passing.NOT),
    PRE_TASKS(Where.PLAYS, Passing.NOT),
    TASKS(Where.PLAYS, Passing.NOT),
    POST_TASKS(Where.PLAYS, Passing.NOT),
    HANDLERS(Where.PLAYS, Passing.NOT),
    FORCE_HANDLERS(Where.PLAYS, Passing.NOT),
    MAX_FAIL_PERCENTAGE(Where.PLAYS, Passing.NOT),
    SERIAL(Where.PLAYS, Passing.NOT),
    STRATEGY(Where.PLAYS, Passing.NOT),
    ORDER(Where.PLAYS, Passing.NOT),
    /** Ours: Ansible has none. */
    ROLLOUT(Where.PLAYS, Passing.NOT),

    BLOCK(Where.BLOCKS, Passing.NOT),
    RESCUE(Where.BLOCKS, Passing.NOT),
    ALWAYS(Where.BLOCKS, Passing.NOT),

    ACTION(Where.TASKS, Passing.NOT),
    LOCAL_ACTION(Where.TASKS, Passing.NOT),
    ARGS(Where.TASKS, Passing.NOT),
    ASYNC(Where.TASKS, Passing.NOT),
    POLL(Where.TASKS, Passing.NOT),
    CHANGED_WHEN(Where.TASKS, Passing.NOT),
    FAILED_WHEN(Where.TASKS, Passing.NOT),
    UNTIL(Where.TASKS, Passing.NOT),
    RETRIES(Where.TASKS, Passing.NOT),
    DELAY(Where.TASKS, Passing.NOT),
    LOOP(Where.TASKS, Passing.NOT),
    LOOP_CONTROL(Where.TASKS, Passing.NOT),
    REGISTER(Where.TASKS, Passing.NOT),
    LISTEN(Where.TASKS, Passing.NOT);

    /** What a keyword may be written on. */
    public enum Place {
        PLAY,
        ROLE,
        BLOCK,
        TASK
    }

    /** How a child's value and its parent's make one. */
    enum Passing {
        /** The child's own or none. */
        NOT,
        /** The child's, else the parent's. */
        REPLACED,
        /** The parent's, then the child's. */
        COLLECTED
    }

    private static final class Where {
        static final Set<Place> ANYWHERE = EnumSet.allOf(Place.class);
        static final Set<Place> BELOW_PLAYS = EnumSet.of(Place.ROLE, Place.BLOCK, Place.TASK);
        static final Set<Place> PLAYS = EnumSet.of(Place.PLAY);
        static final Set<Place> BLOCKS = EnumSet.of(Place.BLOCK);
        static final Set<Place> TASKS = EnumSet.of(Place.TASK);
    }

    private final Set<Place> places;
    private final Passing passing;

    Keyword(Set<Place> places, Passing passing) {
        this.places = places;
        this.passing = passing;
    }

    /** As it is written: {@code become_user}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean allowedOn(Place place) {
        return places.contains(place);
    }

    Passing passing() {
        return passing;
    }

    static Optional<Keyword> named(String text, Place place) {
        return Arrays.stream(values())
                .filter(keyword -> keyword.allowedOn(place) && keyword.text().equals(text))
                .findFirst();
    }

    static List<String> namesOn(Place place) {
        return Arrays.stream(values())
                .filter(keyword -> keyword.allowedOn(place))
                .map(Keyword::text)
                .toList();
    }
}
