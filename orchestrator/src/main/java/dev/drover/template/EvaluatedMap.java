package dev.drover.template;

/** Marks a map of variables whose values are evaluated already, each when it is looked at: it is never walked through without need. */
public interface EvaluatedMap {}
