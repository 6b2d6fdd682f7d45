package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigInteger;

/** Python's arithmetic: integers of any size, division that rounds down, remainders with the divisor's sign. */
final class PyNumbers {

    private PyNumbers() {}

    static Value integers(String operator, BigInteger a, BigInteger b) {
        if (a.bitLength() < Integer.SIZE && b.bitLength() < Integer.SIZE) {
            switch (operator) { // the most frequent, on small numbers
                case "+" -> {
                    return Value.of(a.longValue() + b.longValue());
                }
                case "-" -> {
                    return Value.of(a.longValue() - b.longValue());
                }
                case "*" -> {
                    return Value.of(a.longValue() * b.longValue());
                }
                default -> {}
            }
        }
        return switch (operator) {
            case "+" -> new Value.Int(a.add(b));
            case "-" -> new Value.Int(a.subtract(b));
            case "*" -> {
                bounded((long) a.bitLength() + b.bitLength());
                yield new Value.Int(a.multiply(b));
            }
            case "/" -> {
                nonZero(b.signum() != 0, "division by zero");
                yield Value.of(new java.math.BigDecimal(a)
                        .divide(new java.math.BigDecimal(b), new java.math.MathContext(40))
                        .doubleValue());
            }
            case "//" -> {
                nonZero(b.signum() != 0, "integer division or modulo by zero");
                yield new Value.Int(floorDivide(a, b));
            }
            case "%" -> {
                nonZero(b.signum() != 0, "integer modulo by zero");
                yield new Value.Int(a.subtract(floorDivide(a, b).multiply(b)));
            }
            case "**" -> power(a, b);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        var both = a.divideAndRemainder(b);
        return both[1].signum() != 0 && both[1].signum() != b.signum() ? both[0].subtract(BigInteger.ONE) : both[0];
    }

    private static Value power(BigInteger a, BigInteger b) {
        if (b.signum() < 0) {
            nonZero(a.signum() != 0, "0.0 cannot be raised to a negative power");
            return Value.of(Math.pow(a.doubleValue(), b.doubleValue()));
        }
        if (b.bitLength() > 31) {
            bounded(a.bitLength() < 2 ? 0 : Long.MAX_VALUE);
            return new Value.Int(a.signum() < 0 && b.testBit(0) ? a : a.abs());
        }
        bounded((long) a.bitLength() * b.intValue());
        return new Value.Int(a.pow(b.intValue()));
    }

    private static void bounded(long bits) {
        if (bits > Bounds.MAX_BITS) {
            throw Mistake.of("the number is too large");
        }
    }

    static Value reals(String operator, double a, double b) {
        return Value.of(
                switch (operator) {
                    case "+" -> a + b;
                    case "-" -> a - b;
                    case "*" -> a * b;
                    case "/" -> {
                        nonZero(b != 0, "float division by zero");
                        yield a / b;
                    }
                    case "//" -> {
                        nonZero(b != 0, "float floor division by zero");
                        yield Math.floor(a / b);
                    }
                    case "%" -> {
                        nonZero(b != 0, "float modulo");
                        double rest = a % b;
                        yield rest != 0 && Math.signum(rest) != Math.signum(b) ? rest + b : rest;
                    }
                    case "**" -> Math.pow(a, b);
                    default -> throw new IllegalArgumentException(operator);
                });
    }

    private static void nonZero(boolean holds, String otherwise) {
        if (!holds) {
            throw Mistake.of(otherwise);
        }
    }
}
