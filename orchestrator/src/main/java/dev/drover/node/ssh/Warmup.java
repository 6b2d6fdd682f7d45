package dev.drover.node.ssh;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Uses the JDK's cryptography once for nothing, on a second thread: its first use takes as long as a handshake. A program that is about
 * to connect begins with it, so that it is done by the time the command line and the playbooks are read.
 */
public final class Warmup {

    private Warmup() {}

    /** Returns at once. */
    public static void start() {
        Thread.ofPlatform().daemon().name("drover-warmup").start(() -> {
            try {
                var pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
                var agreement = KeyAgreement.getInstance("X25519");
                agreement.init(pair.getPrivate());
                agreement.doPhase(pair.getPublic(), true);
                var key = new byte[16];
                new SecureRandom().nextBytes(key);
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                mac.doFinal(key);
                var cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(
                        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
                cipher.doFinal(key);
            } catch (GeneralSecurityException e) {
                // the connection will say what is missing
            }
        });
    }
}
