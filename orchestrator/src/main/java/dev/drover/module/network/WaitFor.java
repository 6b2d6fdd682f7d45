package dev.drover.module.network;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.question.NodePath;
import dev.drover.template.PythonRegex;
import java.util.List;
import java.util.Optional;

/** Waits, on the node, for a port, a file, a text in a file or from a server, the end of connections, or just for a time. */
@Module(value = "wait_for", summary = "Waits for a port or a file.")
public record WaitFor(
        @Default("127.0.0.1") @Doc("The host whose port it is, by name or address.")
        String host,

        @Doc("The port to wait for.") Optional<Integer> port,

        @Doc("The file to wait for; of a link, what it leads to.")
        Optional<NodePath> path,

        @Default("started")
        @Doc(
                "What to wait for: that it is there (present, started), or not (absent, stopped), or that no one is connected any more (drained).")
        State state,

        @Doc("A regular expression that must match something in the file, or in what the server says.")
        Optional<PythonRegex> searchRegex,

        @Default("0") @Doc("Seconds to wait before looking for the first time.")
        int delay,

        @Default("300") @Doc("Seconds after which it is given up.")
        int timeout,

        @Default("5") @Doc("Seconds after which an attempt to connect is given up.")
        int connectTimeout,

        @Default("1") @Doc("Seconds between two looks.") int sleep,
        @Doc("What to say when it is given up.") Optional<String> msg,

        @Default("ESTABLISHED,FIN_WAIT1,FIN_WAIT2,SYN_RECV,SYN_SENT,TIME_WAIT")
        @Doc("The states of connections that count, for state drained.")
        List<TcpState> activeConnectionStates,

        @Doc("Hosts whose connections do not count, for state drained.")
        List<String> excludeHosts)
        implements ModuleCall {

    public enum State {
        STARTED,
        PRESENT,
        STOPPED,
        ABSENT,
        DRAINED
    }

    public WaitFor {
        if (port.isPresent() && path.isPresent()) {
            throw new IllegalArgumentException("port and path parameter can not both be passed to wait_for");
        }
        if (path.isPresent() && state == State.STOPPED) {
            throw new IllegalArgumentException(
                    "state=stopped should only be used for checking a port in the wait_for module");
        }
        if (path.isPresent() && state == State.DRAINED) {
            throw new IllegalArgumentException(
                    "state=drained should only be used for checking a port in the wait_for module");
        }
        if (!excludeHosts.isEmpty() && state != State.DRAINED) {
            throw new IllegalArgumentException("exclude_hosts should only be with state=drained");
        }
        if (port.isPresent() && (port.get() < 1 || port.get() > 65535)) {
            throw new IllegalArgumentException("there is no port " + port.get());
        }
        if (delay < 0 || timeout < 0 || sleep < 0 || connectTimeout < 1) {
            throw new IllegalArgumentException(
                    "delay, timeout and sleep can't be negative, connect_timeout not less than 1");
        }
        if (state == State.DRAINED && host.contains(":") && !host.equals("::") && !host.equals("::1")) {
            throw new IllegalArgumentException("host must be a name, an IPv4 address, :: or ::1 with state drained");
        }
    }

    @Override
    public Plan plan() {
        return new Waiting(this, 0, 0, "").plan();
    }

    boolean wantsThere() {
        return state == State.STARTED || state == State.PRESENT;
    }
}
