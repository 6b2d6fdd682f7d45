package dev.drover.value;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Text that is encrypted where it is written, and is decrypted when somebody uses it: once, since that costs thousands of hashes.
 *
 * <p>Templates never see it: whoever evaluates values puts its text in its place.
 */
public final class Encrypted implements Value.Opaque {

    private final String vault;
    private final Origin origin;
    private final Supplier<String> decryption;
    private Optional<Value.Text> plain = Optional.empty();

    /**
     * @param vault the encrypted text as it is written
     * @param decryption yields the plain text, or throws {@link UndecryptableException}
     */
    public Encrypted(String vault, Origin origin, Supplier<String> decryption) {
        this.vault = vault;
        this.origin = origin;
        this.decryption = decryption;
    }

    /** The encrypted text. */
    public String vault() {
        return vault;
    }

    public Origin origin() {
        return origin;
    }

    /**
     * The plain text, secret and trusted as its author is: always the same object.
     *
     * @throws UndecryptableException where no password fits
     */
    public synchronized Value.Text text() {
        if (plain.isEmpty()) {
            plain = Optional.of(
                    Value.Text.written(decryption.get(), origin).asUnsafe().asSecret());
        }
        return plain.get();
    }

    @Override
    public String typeName() {
        return "str";
    }

    @Override
    public String toString() {
        return "$REDACTED$";
    }
}
