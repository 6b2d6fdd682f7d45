package dev.drover.node.ssh;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/** Sockets that send at once, acknowledge at once, and read more than the one byte that the library asks for. */
final class QuickSockets extends SocketFactory {

    @Override
    public Socket createSocket() {
        return new QuickSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("not used");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("not used");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("not used");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("not used");
    }

    /** A number that is another one whenever something has come from the far side; always the same for a socket of another kind. */
    static long heard(Socket socket) {
        return socket instanceof QuickSocket quick ? quick.reads : 0;
    }

    private static final class QuickSocket extends Socket {

        private static final int BUFFER = 16384;

        private InputStream input;
        private volatile long reads; // written by the one thread that reads

        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
            super.connect(address, timeout);
            setTcpNoDelay(true);
        }

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (input == null) {
                var plain = super.getInputStream();
                boolean linux = supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
                input = new BufferedInputStream(new Listening(linux ? new Acknowledging(plain, this) : plain), BUFFER);
            }
            return input;
        }

        private final class Listening extends FilterInputStream {
            Listening(InputStream in) {
                super(in);
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int count = super.read(bytes, from, length);
                reads = reads + 1;
                return count;
            }
        }
    }

    /** The kernel forgets the option after a while, so it is set around each read. */
    private static final class Acknowledging extends FilterInputStream {

        private final Socket socket;

        Acknowledging(InputStream in, Socket socket) {
            super(in);
            this.socket = socket;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            quick();
            int count = super.read(bytes, from, length);
            quick();
            return count;
        }

        private void quick() {
            try {
                socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            } catch (IOException e) {
                // closed meanwhile: the read says so
            }
        }
    }
}
