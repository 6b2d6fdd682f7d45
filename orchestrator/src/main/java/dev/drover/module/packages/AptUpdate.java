package dev.drover.module.packages;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.node.Sh;
import dev.drover.question.AptLists;
import java.util.Optional;

/** When the package lists are fetched, and how. */
public record AptUpdate(
        @Alias("update-cache") @Doc("Fetch the package lists first.")
        Optional<Boolean> updateCache,

        @Default("0") @Doc("Not if they were fetched in the last so many seconds; implies update_cache.")
        long cacheValidTime,

        @Default("5") @Doc("How often to try again.") int updateCacheRetries,

        @Default("12") @Doc("The longest wait between two tries, in seconds.")
        int updateCacheRetryMaxDelay) {

    boolean wished() {
        return updateCache.orElse(cacheValidTime > 0);
    }

    boolean needed(AptLists.Age age) {
        return wished() && (cacheValidTime == 0 || !age.within(cacheValidTime));
    }

    /** Whether fetching is likely to bring anything new. */
    boolean promising(AptLists.Age age) {
        return needed(age) && (cacheValidTime > 0 || age.fetched() == 0);
    }

    Sh run(long lockTimeout) {
        return Sh.sh("dr_apt_update {} {} {}", lockTimeout, updateCacheRetries, updateCacheRetryMaxDelay);
    }
}
