package dev.drover;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Brings the classes of a jar to a version that the JVM's AOT cache takes. picocli is compiled for Java 5, whose classes carry no
 * stack maps and are left out of the cache: loading and verifying them took a third of the time of a run that changes nothing.
 */
final class ModernJar {

    private static final int OLDEST_IN_CACHE = ClassFile.JAVA_7_VERSION;
    private static final int VERSION = ClassFile.JAVA_8_VERSION;

    private ModernJar() {}

    /** Rewrites the jar where it holds classes that are too old; the same jar comes out whenever it is done again. */
    static void rewrite(Path jar) throws IOException {
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            var resolver =
                    ClassHierarchyResolver.ofClassLoading(loader).orElse(ClassHierarchyResolver.defaultResolver());
            var classFile = ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(resolver), ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
            RewrittenJar.rewrite(jar, bytes -> {
                var model = classFile.parse(bytes);
                if (model.majorVersion() >= OLDEST_IN_CACHE) {
                    return bytes;
                }
                // bodies are written anew, which is what makes their stack maps
                var anew = ClassTransform.transformingMethodBodies((code, element) -> code.with(element));
                return classFile.transformClass(
                        model, anew.andThen(ClassTransform.endHandler(builder -> builder.withVersion(VERSION, 0))));
            });
        }
    }
}
