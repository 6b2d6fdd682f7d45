package dev.drover.node.ssh;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.Buffer;

/** An ssh-agent behind its socket. A connection for each request. */
record Agent(Path socket) {

    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGNATURE = 14;
    private static final int RSA_SHA512 = 4;
    private static final int LARGEST = 1 << 20;

    /** A key, or certificate, that the agent holds. */
    record Identity(byte[] blob, String comment) {
        /** {@code ssh-ed25519}, {@code ssh-rsa-cert-v01@openssh.com}. */
        String type() throws IOException {
            return new Buffer.PlainBuffer(blob).readString();
        }
    }

    List<Identity> identities() throws IOException {
        var reply = ask(new Buffer.PlainBuffer().putByte(REQUEST_IDENTITIES), IDENTITIES);
        var found = new ArrayList<Identity>();
        for (int left = reply.readUInt32AsInt(); left > 0; left--) {
            found.add(new Identity(reply.readBytes(), reply.readString()));
        }
        return found;
    }

    /** The signature as SSH writes it: its kind, then its bytes. */
    byte[] sign(Identity identity, byte[] data) throws IOException {
        boolean rsa = identity.type().startsWith("ssh-rsa");
        return ask(
                        new Buffer.PlainBuffer()
                                .putByte(SIGN_REQUEST)
                                .putString(identity.blob())
                                .putString(data)
                                .putUInt32(rsa ? RSA_SHA512 : 0),
                        SIGNATURE)
                .readBytes();
    }

    private Buffer.PlainBuffer ask(Buffer.PlainBuffer request, byte expected) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var bytes = ByteBuffer.wrap(
                    new Buffer.PlainBuffer().putString(request.getCompactData()).getCompactData());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            int length = fill(channel, 4).getInt();
            if (length < 1 || length > LARGEST) {
                throw new IOException("the agent answered with " + length + " bytes");
            }
            var reply = new Buffer.PlainBuffer(fill(channel, length).array());
            byte kind = reply.readByte();
            if (kind != expected) {
                throw new IOException("the agent refused (" + kind + ")");
            }
            return reply;
        }
    }

    private static ByteBuffer fill(SocketChannel channel, int count) throws IOException {
        var bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException("the agent hung up");
            }
        }
        return bytes.flip();
    }
}
