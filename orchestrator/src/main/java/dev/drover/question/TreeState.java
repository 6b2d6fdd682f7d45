package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.util.ArrayList;
import java.util.List;

/**
 * Which owners and permissions there are in a directory, itself included: each combination once, however many files have it.
 * Nothing where there is no directory. A link stands for what it leads to.
 */
public record TreeState(NodePath directory) implements Question<List<TreeState.Kept>> {

    /** @param type {@link FileType#LINK} for links, which are not followed */
    public record Kept(FileType type, int mode, String owner, long uid, String group, long gid) implements Owned {}

    private static final Kind<TreeState, List<Kept>> KIND = new Kind<>() {
        @Override
        public String name() {
            return "tree-state";
        }

        @Override
        public Script compile(List<TreeState> questions) {
            return Script.of(Sh.lines(questions.stream()
                    .map(question -> Sh.sh("dr_tree {} || exit", question.directory.sh()))
                    .toList()));
        }

        @Override
        public List<List<Kept>> parse(List<TreeState> questions, Answer answer) {
            if (!answer.ok()) {
                throw new UnansweredException(
                        "can't look into the directory: " + answer.err().strip());
            }
            var trees = new ArrayList<List<Kept>>();
            var tree = new ArrayList<Kept>();
            for (var line : answer.out().split("\n")) {
                if (line.equals(".")) {
                    trees.add(List.copyOf(tree));
                    tree.clear();
                } else {
                    tree.add(kept(line.split("\t", -1)));
                }
            }
            return trees;
        }

        private Kept kept(String[] stat) {
            int raw = Integer.parseInt(stat[0], 16);
            return new Kept(
                    FileType.of(raw),
                    raw & 07777,
                    Owned.name(stat[3], stat[1]),
                    Long.parseLong(stat[1]),
                    Owned.name(stat[4], stat[2]),
                    Long.parseLong(stat[2]));
        }
    };

    @Override
    public Kind<TreeState, List<Kept>> kind() {
        return KIND;
    }
}
