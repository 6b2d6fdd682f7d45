package dev.drover.node.ssh;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Logs in with a key that only the agent knows, signed in the first request. */
final class AgentKey extends AbstractAuthMethod {

    private final Agent agent;
    private final Agent.Identity identity;

    AgentKey(Agent agent, Agent.Identity identity) {
        super("publickey");
        this.agent = agent;
        this.identity = identity;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        try {
            var request =
                    super.buildReq().putBoolean(true).putString(algorithm()).putString(identity.blob());
            byte[] signed = new Buffer.PlainBuffer()
                    .putString(params.getTransport().getSessionID())
                    .putBuffer(request)
                    .getCompactData();
            return request.putString(agent.sign(identity, signed));
        } catch (IOException e) {
            throw new UserAuthException("the agent did not sign: " + e.getMessage(), e);
        }
    }

    private String algorithm() throws IOException {
        return switch (identity.type()) {
            case "ssh-rsa" -> "rsa-sha2-512";
            case "ssh-rsa-cert-v01@openssh.com" -> "rsa-sha2-512-cert-v01@openssh.com";
            default -> identity.type();
        };
    }
}
