package dev.drover.lab;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out the nodes of the test JVM's labs, one lab for each kind of node. */
final class LabExtension extends LabPossible implements BeforeEachCallback, ParameterResolver {

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
                var image = wish.image() == OnNodes.Kind.DEBIAN ? Image.DEBIAN : Image.BUSYBOX;
                lab = Lab.up(
                        LabSpec.of(name, wish.count())
                                .of(image)
                                .ownedBy(ProcessHandle.current().pid()),
                        event -> System.err.println(event.text()));
                labs.put(wish.image(), lab);
            }
            return lab;
        }

        synchronized void refresh(Lab lab, OnNodes wish, boolean clean) {
            for (NodeName node : NodeName.upTo(wish.count())) {
                boolean dirty = !used.add(new NodeAt(wish.image(), node));
                if (dirty && clean) {
                    lab.reset(node, LabProgress.SILENT);
                }
            }
        }

        private static LabName name(OnNodes.Kind kind) {
            String letter = kind == OnNodes.Kind.DEBIAN ? "t" : "b";
            return new LabName(letter + Long.toString(ProcessHandle.current().pid(), 36));
        }

        @Override
        public synchronized void close() {
            labs.values().forEach(lab -> Lab.down(lab.name()));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        var wish = wish(context);
        var lab = labs(context).ready(wish);
        var ofClass = context.getParent().orElseThrow().getStore(NAMESPACE);
        boolean first = ofClass.get("started") == null;
        ofClass.put("started", true);
        labs(context).refresh(lab, wish, first || wish.clean());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LabNode.class;
    }

    @Override
    public LabNode resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var parameters =
                List.of(context.getRequiredTestMethod().getParameterTypes()).subList(0, parameter.getIndex());
        int before = (int) parameters.stream().filter(LabNode.class::equals).count();
        return new LabNode(labs(context).ready(wish(context)), new NodeName(before + 1));
    }

    private static OnNodes wish(ExtensionContext context) {
        return context.getRequiredTestClass().getAnnotation(OnNodes.class);
    }

    private static Labs labs(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Labs.class, _ -> new Labs(), Labs.class);
    }
}
