package dev.drover.node.ssh;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/** Sockets that send at once, acknowledge at once, read more than the one byte that the library asks for, and are metered. */
final class QuickSockets extends SocketFactory {

    private final Meter meter;

    QuickSockets(Meter meter) {
        this.meter = meter;
    }

    @Override
    public Socket createSocket() {
        return new QuickSocket(meter);
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

    private static final class QuickSocket extends Socket {

        private static final int BUFFER = 16384;

        private final Meter meter;
        private InputStream input;
        private OutputStream output;

        QuickSocket(Meter meter) {
            this.meter = meter;
        }

        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
            super.connect(address, timeout);
            meter.connected();
            setTcpNoDelay(true);
        }

        @Override
        public synchronized OutputStream getOutputStream() throws IOException {
            if (output == null) {
                output = new MeteredOutput(super.getOutputStream(), meter);
            }
            return output;
        }

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (input == null) {
                var plain = super.getInputStream();
                boolean linux = supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
                var quick = linux ? new Acknowledging(plain, this) : plain;
                input = new BufferedInputStream(new MeteredInput(quick, meter), BUFFER);
            }
            return input;
        }
    }

    private static final class MeteredInput extends FilterInputStream {

        private final Meter meter;

        MeteredInput(InputStream in, Meter meter) {
            super(in);
            this.meter = meter;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            if (count > 0) {
                meter.received(count);
            }
            return count;
        }
    }

    private static final class MeteredOutput extends FilterOutputStream {

        private final Meter meter;

        MeteredOutput(OutputStream out, Meter meter) {
            super(out);
            this.meter = meter;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        /** Counted first: the answer may be there before the kernel lets go of us. */
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            meter.sent(length);
            out.write(bytes, from, length);
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
