/**
 * What can be asked of a node, one file per kind: the record, its sh, its parser. Facts are questions too.
 *
 * <p>To add one: write a record that implements {@link dev.drover.question.Question}, with a constant
 * {@link dev.drover.question.Kind} that compiles many of them into one {@link dev.drover.node.Script} (all shell text made by
 * {@link dev.drover.node.Sh#sh}; what is longer than a line is a function {@code dr_...} of the node kit) and reads the answers in
 * the order of the questions. The answer is a value. The script changes nothing, and runs on dash and busybox.
 */
package dev.drover.question;
