package dev.drover.question;

/**
 * What is to be known of a node, as a value: equal questions are asked once.
 *
 * @param <A> the answer; a value too
 */
public interface Question<A> {

    /** How questions of this kind are asked, many at a time. */
    Kind<? extends Question<A>, A> kind();
}
