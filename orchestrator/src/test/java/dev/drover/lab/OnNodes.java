package dev.drover.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that take {@link LabNode}s as parameters: real nodes of one lab that lives as long as the test JVM. A test's first LabNode
 * is the first node of its kind, and so on; each comes as new, or as the previous test of the same class left it with
 * {@code clean = false}. Where there can be no lab, the tests are skipped, and the reason is printed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(LabExtension.class)
public @interface OnNodes {

    enum Kind {
        DEBIAN,
        BUSYBOX
    }

    int count() default 1;

    Kind image() default Kind.DEBIAN;

    /** Whether every test gets new disks; else only the first of the class. */
    boolean clean() default true;
}
