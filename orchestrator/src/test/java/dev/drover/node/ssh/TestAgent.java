package dev.drover.node.ssh;

import com.hierynomus.sshj.signature.SignatureEdDSA;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyPair;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.signature.SignatureECDSA;
import net.schmizz.sshj.signature.SignatureRSA;

/** An ssh-agent that holds one key. */
final class TestAgent implements AutoCloseable {

    private final ServerSocketChannel server;
    private final KeyPair pair;

    TestAgent(Path socket, KeyPair pair) throws IOException {
        this.pair = pair;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    private void serve() {
        try {
            while (true) {
                try (var client = server.accept()) {
                    var request = new Buffer.PlainBuffer(
                            read(client, read(client, 4).getInt()).array());
                    var reply = new Buffer.PlainBuffer();
                    switch (request.readByte()) {
                        case 11 ->
                            reply.putByte((byte) 12)
                                    .putUInt32(1)
                                    .putString(HostKeyCheck.blob(pair.getPublic()))
                                    .putString("me@agent");
                        case 13 -> {
                            request.readBytes();
                            reply.putByte((byte) 14)
                                    .putString(signature(request.readBytes(), request.readUInt32AsInt()));
                        }
                        default -> reply.putByte((byte) 5);
                    }
                    client.write(ByteBuffer.wrap(new Buffer.PlainBuffer()
                            .putString(reply.getCompactData())
                            .getCompactData()));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private byte[] signature(byte[] data, int flags) {
        var signer = switch (pair.getPublic().getAlgorithm()) {
            case "RSA" ->
                (flags == 4 ? new SignatureRSA.FactoryRSASHA512() : new SignatureRSA.FactorySSHRSA()).create();
            case "EC" -> new SignatureECDSA.Factory256().create();
            default -> new SignatureEdDSA.Factory().create();
        };
        signer.initSign(pair.getPrivate());
        signer.update(data);
        return new Buffer.PlainBuffer()
                .putString(signer.getSignatureName())
                .putString(signer.encode(signer.sign()))
                .getCompactData();
    }

    private static ByteBuffer read(SocketChannel channel, int count) throws IOException {
        var bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
