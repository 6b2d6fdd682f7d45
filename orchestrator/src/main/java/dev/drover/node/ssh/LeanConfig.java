package dev.drover.node.ssh;

import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.DHGexSHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;

/** What the JDK's own cryptography can do, the fastest first. One for all connections. */
final class LeanConfig extends ConfigImpl {

    private LeanConfig() {
        setLoggerFactory(LoggerFactory.DEFAULT);
        setVersion("Drover");
        setKeyExchangeFactories(List.of(
                new Curve25519SHA256.Factory(),
                new Curve25519SHA256.FactoryLibSsh(),
                new ECDHNistP.Factory256(),
                new ECDHNistP.Factory384(),
                new ECDHNistP.Factory521(),
                new DHGexSHA256.Factory(),
                new ExtInfoClientFactory()));
        setKeyAlgorithms(List.of(
                KeyAlgorithms.EdDSA25519CertV01(),
                KeyAlgorithms.ECDSASHANistp256CertV01(),
                KeyAlgorithms.ECDSASHANistp384CertV01(),
                KeyAlgorithms.ECDSASHANistp521CertV01(),
                KeyAlgorithms.EdDSA25519(),
                KeyAlgorithms.ECDSASHANistp256(),
                KeyAlgorithms.ECDSASHANistp384(),
                KeyAlgorithms.ECDSASHANistp521(),
                KeyAlgorithms.RSASHA512(),
                KeyAlgorithms.RSASHA256()));
        setRandomFactory(new SingletonRandomFactory(new JCERandom.Factory()));
        setFileKeyProviderFactories(List.of(new OpenSSHKeyV1KeyFile.Factory()));
        // no chacha20-poly1305: the library takes it from Bouncy Castle, and fails after it has been agreed on
        setCipherFactories(List.of(
                GcmCiphers.AES128GCM(), GcmCiphers.AES256GCM(), BlockCiphers.AES128CTR(), BlockCiphers.AES256CTR()));
        setMACFactories(List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA1Etm()));
        setCompressionFactories(List.of(new NoneCompression.Factory()));
        setKeepAliveProvider(KeepAliveProvider.HEARTBEAT); // never started: one scheduler serves all connections
    }

    /** To be called before any other class of the library is used. */
    static LeanConfig create() {
        SecurityUtils.setRegisterBouncyCastle(false);
        Security.addProvider(new CurveNames());
        return new LeanConfig();
    }

    /** Gives elliptic curve keys the name by which the library asks for them; the JDK calls them EC. */
    private static final class CurveNames extends Provider {
        CurveNames() {
            super("DroverCurveNames", "1", "ECDSA as a name for EC");
            put("KeyFactory.ECDSA", "sun.security.ec.ECKeyFactory");
        }
    }
}
