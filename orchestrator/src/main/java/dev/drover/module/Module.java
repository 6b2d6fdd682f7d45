package dev.drover.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a module: its short name, and the collection it is in. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Module {
    /** The short name: {@code lineinfile}. */
    String value();

    String collection() default "ansible.builtin";

    /** Other short names: {@code systemd} for {@code systemd_service}. */
    String[] aliases() default {};

    /** One line for {@code drover doc}. */
    String summary();
}
