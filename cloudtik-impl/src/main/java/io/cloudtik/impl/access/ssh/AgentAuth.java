/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import net.schmizz.sshj.common.Buffer.PlainBuffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/** Logs in with a key of an agent, which makes the signature. */
final class AgentAuth extends AuthPublickey {
  private final SshAgent agent;
  private final byte[] blob;

  AgentAuth(SshAgent agent, SshAgent.Identity identity) throws IOException {
    super(new PublicOnly(new PlainBuffer(identity.blob()).readPublicKey()));
    this.agent = agent;
    this.blob = identity.blob();
  }

  PublicKey key() throws IOException {
    return kProv.getPublic();
  }

  @Override
  protected SSHPacket putSig(SSHPacket request) throws UserAuthException {
    try {
      byte[] data =
          new PlainBuffer()
              .putString(params.getTransport().getSessionID())
              .putBuffer(request)
              .getCompactData();
      request.putBytes(agent.sign(blob, data, algorithm(request)));
      return request;
    } catch (IOException e) {
      throw new UserAuthException("the agent did not sign: " + e.getMessage(), e);
    }
  }

  /** Reads which algorithm the request names, after user, service, method and the flag. */
  private static String algorithm(SSHPacket request) throws IOException {
    PlainBuffer copy = new PlainBuffer(request.getCompactData());
    copy.readByte();
    for (int i = 0; i < 3; i++) {
      copy.readString();
    }
    copy.readBoolean();
    return copy.readString();
  }

  private record PublicOnly(PublicKey key) implements KeyProvider {
    @Override
    public PrivateKey getPrivate() throws IOException {
      throw new IOException("the private key is in the agent");
    }

    @Override
    public PublicKey getPublic() {
      return key;
    }

    @Override
    public KeyType getType() {
      return KeyType.fromKey(key);
    }
  }
}
