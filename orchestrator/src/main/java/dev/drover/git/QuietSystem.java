package dev.drover.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** The machine as JGit sees it, but for the file that JGit writes into the user's home: what it measures of file systems. */
final class QuietSystem extends SystemReader.Delegate {

    private QuietSystem(SystemReader usual) {
        super(usual);
    }

    /** To be called before anything else of JGit is used. */
    static void use() {
        if (!(SystemReader.getInstance() instanceof QuietSystem)) {
            SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new FileBasedConfig(parent, null, fs) {
            @Override
            public void load() {
                // nothing is kept between runs
            }

            @Override
            public void save() {
                // nothing is kept between runs
            }

            @Override
            public boolean isOutdated() {
                return false;
            }
        };
    }
}
