package dev.drover.lab;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out the nodes of the test JVM's labs, one lab for each kind of node. */
final class LabExtension extends LabPossible implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private static final List<String> HOSTING = List.of("nginx", "python3", "python3-venv", "python3-packaging");
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LabExtension.class);

    /** The labs of this JVM; JUnit closes it at the end. */
    private static final class Labs implements AutoCloseable {

        private final Map<OnNodes.Kind, Lab> labs = new EnumMap<>(OnNodes.Kind.class);
        private final Set<NodeAt> used = new HashSet<>();

        private record NodeAt(OnNodes.Kind kind, NodeName node) {}

        synchronized Lab ready(OnNodes wish) {
            var lab = labs.get(wish.image());
            if (lab == null || lab.nodes().size() < wish.count()) {
                var name = name(wish.image());
                if (lab == null) {
                    Lab.down(name); // what a killed predecessor with our pid left
                }
                var image = wish.image() == OnNodes.Kind.BUSYBOX ? Image.BUSYBOX : Image.DEBIAN;
                var packages = wish.image() == OnNodes.Kind.HOSTING ? HOSTING : List.<String>of();
                lab = Lab.up(
                        LabSpec.of(name, wish.count())
                                .of(image)
                                .with(packages)
                                .ownedBy(ProcessHandle.current().pid()),
                        event -> System.err.println(event.text()));
                labs.put(wish.image(), lab);
            }
            return lab;
        }

        /** Gives new disks to those of the wished nodes that a test has used. */
        synchronized void clean(OnNodes wish) {
            var lab = ready(wish);
            for (NodeName node : NodeName.upTo(wish.count())) {
                if (used.remove(new NodeAt(wish.image(), node))) {
                    lab.reset(node, LabProgress.SILENT);
                }
            }
        }

        synchronized void use(OnNodes wish) {
            NodeName.upTo(wish.count()).forEach(node -> used.add(new NodeAt(wish.image(), node)));
        }

        private static LabName name(OnNodes.Kind kind) {
            String letter = switch (kind) {
                case DEBIAN -> "t";
                case HOSTING -> "h";
                case BUSYBOX -> "b";
            };
            return new LabName(letter + Long.toString(ProcessHandle.current().pid(), 36));
        }

        @Override
        public synchronized void close() {
            labs.values().forEach(lab -> Lab.down(lab.name()));
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        wishes(context).forEach(labs(context)::clean);
        // already now, for what the class does before its first test
        wishes(context).stream().filter(wish -> !wish.clean()).forEach(labs(context)::use);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        for (var wish : wishes(context)) {
            if (wish.clean()) {
                labs(context).clean(wish);
                labs(context).use(wish);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LabNode.class;
    }

    @Override
    public LabNode resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var wishes = wishes(context);
        var kind = kind(parameter.getParameter(), wishes);
        long before = Arrays.stream(parameter.getDeclaringExecutable().getParameters())
                .limit(parameter.getIndex())
                .filter(other -> other.getType() == LabNode.class && kind(other, wishes) == kind)
                .count();
        var wish = wishes.stream()
                .filter(one -> one.image() == kind && before < one.count())
                .findFirst()
                .orElseThrow(() ->
                        new ParameterResolutionException("%s takes more nodes of the kind %s than its @OnNodes says"
                                .formatted(parameter.getDeclaringExecutable(), kind)));
        return new LabNode(labs(context).ready(wish), new NodeName((int) before + 1));
    }

    private static OnNodes.Kind kind(java.lang.reflect.Parameter parameter, List<OnNodes> wishes) {
        var of = parameter.getAnnotation(OnNodes.Of.class);
        return of == null ? wishes.getFirst().image() : of.value();
    }

    private static List<OnNodes> wishes(ExtensionContext context) {
        return List.of(context.getRequiredTestClass().getAnnotationsByType(OnNodes.class));
    }

    private static Labs labs(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Labs.class, _ -> new Labs(), Labs.class);
    }
}
