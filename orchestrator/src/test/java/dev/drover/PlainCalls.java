package dev.drover;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes out what a class would otherwise have made for it at run time: the choice of a case in a pattern switch, and the equality and
 * hash of a record. The JVM's AOT cache holds none of it, and making it takes a short program longer than the work itself.
 */
final class PlainCalls {

    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final int SYNTHETIC = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    /** A method that is called in place of a dynamic call. */
    private record Method(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {}

    private final ClassModel model;
    private final List<Method> made = new ArrayList<>();

    private PlainCalls(ClassModel model) {
        this.model = model;
    }

    /** The class with plain calls; the same array where it has nothing to be replaced. */
    static byte[] rewritten(byte[] bytes) {
        var classFile = ClassFile.of();
        var calls = new PlainCalls(classFile.parse(bytes));
        var anew = classFile.transformClass(calls.model, calls.transform());
        return calls.made.isEmpty() ? bytes : anew;
    }

    private ClassTransform transform() {
        return ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(() -> this::call))
                .andThen(new ClassTransform() {
                    @Override
                    public void accept(ClassBuilder builder, ClassElement element) {
                        builder.with(element);
                    }

                    @Override
                    public void atEnd(ClassBuilder builder) {
                        made.forEach(method ->
                                builder.withMethodBody(method.name(), method.type(), SYNTHETIC, method.body()));
                    }
                });
    }

    private void call(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeDynamicInstruction dynamic) {
            var body = body(dynamic);
            if (body != null) {
                var method = new Method("plain$" + made.size(), dynamic.typeSymbol(), body);
                made.add(method);
                boolean ofInterface = model.flags().has(java.lang.reflect.AccessFlag.INTERFACE);
                code.invokestatic(model.thisClass().asSymbol(), method.name(), method.type(), ofInterface);
                return;
            }
        }
        code.with(element);
    }

    /** What the call does, written out; null where it stays as it is. */
    private static Consumer<CodeBuilder> body(InvokeDynamicInstruction dynamic) {
        var owner = dynamic.bootstrapMethod().owner();
        var arguments = dynamic.bootstrapArgs();
        if (owner.equals(SWITCHES)
                && dynamic.bootstrapMethod().methodName().equals("typeSwitch")
                && arguments.stream().allMatch(PlainCalls::isClass)) {
            return code -> typeSwitch(code, arguments);
        }
        if (owner.equals(RECORDS)) {
            var getters = arguments.subList(2, arguments.size()).stream()
                    .map(DirectMethodHandleDesc.class::cast)
                    .toList();
            return switch (dynamic.name().stringValue()) {
                case "hashCode" -> code -> hash(code, getters);
                case "equals" -> code -> equality(code, (ClassDesc) arguments.getFirst(), getters);
                default -> null; // toString is for people
            };
        }
        return null;
    }

    private static boolean isClass(ConstantDesc label) {
        return label instanceof ClassDesc type && !type.isPrimitive();
    }

    /** The index of the first of these types, from the second argument on, that the first argument is of. */
    private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
        var there = code.newLabel();
        code.aload(0).ifnonnull(there).iconst_m1().ireturn().labelBinding(there);
        for (int i = 0; i < labels.size(); i++) {
            var next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    private static void hash(CodeBuilder code, List<DirectMethodHandleDesc> getters) {
        code.iconst_0();
        for (var getter : getters) {
            var type = type(getter);
            code.bipush(31).imul();
            code.aload(0).getfield(getter.owner(), getter.methodName(), type);
            if (type.isPrimitive()) {
                code.invokestatic(boxOf(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
            } else {
                code.invokestatic(
                        OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
            }
            code.iadd();
        }
        code.ireturn();
    }

    private static void equality(CodeBuilder code, ClassDesc of, List<DirectMethodHandleDesc> getters) {
        var other = code.newLabel();
        var unequal = code.newLabel();
        code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
        code.aload(1).instanceOf(of).ifeq(unequal);
        for (var getter : getters) {
            var type = type(getter);
            code.aload(0).getfield(getter.owner(), getter.methodName(), type);
            code.aload(1).checkcast(of).getfield(getter.owner(), getter.methodName(), type);
            if (type.isPrimitive()) {
                code.invokestatic(boxOf(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
                code.ifne(unequal);
            } else {
                code.invokestatic(
                        OBJECTS,
                        "equals",
                        MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object));
                code.ifeq(unequal);
            }
        }
        code.iconst_1().ireturn().labelBinding(unequal).iconst_0().ireturn();
    }

    private static ClassDesc type(DirectMethodHandleDesc getter) {
        return getter.invocationType().returnType();
    }

    private static ClassDesc boxOf(ClassDesc primitive) {
        return switch (primitive.descriptorString()) {
            case "Z" -> ConstantDescs.CD_Boolean;
            case "B" -> ConstantDescs.CD_Byte;
            case "C" -> ConstantDescs.CD_Character;
            case "S" -> ConstantDescs.CD_Short;
            case "I" -> ConstantDescs.CD_Integer;
            case "J" -> ConstantDescs.CD_Long;
            case "F" -> ConstantDescs.CD_Float;
            case "D" -> ConstantDescs.CD_Double;
            default -> throw new IllegalArgumentException("no primitive type: " + primitive);
        };
    }
}
