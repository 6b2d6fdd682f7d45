package dev.drover.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that take {@link LabNode}s as parameters, be it of the test, the constructor, or a method before it: real nodes of a lab
 * that lives as long as the test JVM. The first LabNode of a kind is the first node of that kind, and so on; each comes as new, or
 * as the previous test of the same class left it with {@code clean = false}. A class that needs both kinds has this annotation
 * twice; a parameter without {@link Of} is of the kind of the first. Where there can be no lab, the tests are skipped.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(OnNodes.Kinds.class)
@ExtendWith(LabExtension.class)
public @interface OnNodes {

    enum Kind {
        DEBIAN,
        /** With Python and Nginx from the start, for tests of what is done with them. */
        HOSTING,
        BUSYBOX
    }

    int count() default 1;

    Kind image() default Kind.DEBIAN;

    /** Whether every test gets new disks; else only the first of the class. */
    boolean clean() default true;

    /** The kind of the node that a parameter is. Nodes of different kinds are in labs of their own, and may have the same name. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Of {

        Kind value();
    }

    /** More than one of them; written by the compiler. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @ExtendWith(LabExtension.class)
    @interface Kinds {

        OnNodes[] value();
    }
}
