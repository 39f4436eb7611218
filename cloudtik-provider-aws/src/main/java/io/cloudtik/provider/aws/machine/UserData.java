/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.spi.provider.LaunchRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * What cloud-init runs as root when a machine boots for the first time: it lets the cluster's keys
 * in, then does what the boot script says. The same text for all workers of a cluster.
 */
final class UserData {
  private static final String SHEBANG = "#!/bin/sh\n";

  private UserData() {}

  /** Returns it as EC2 takes it; empty if there is nothing to do. */
  static Optional<String> encoded(String bootScript, List<String> keys, String user) {
    if (bootScript.isEmpty() && keys.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(SHEBANG);
    if (!keys.isEmpty()) {
      text.append(letIn(keys, user));
    }
    text.append(
        bootScript.startsWith(SHEBANG) ? bootScript.substring(SHEBANG.length()) : bootScript);
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    // cloud-init unpacks what it gets; EC2 counts before that.
    byte[] small = bytes.length > LaunchRequest.MAX_BOOT_SCRIPT ? packed(bytes) : bytes;
    return Optional.of(Base64.getEncoder().encodeToString(small));
  }

  /** The directory of the user may not be there before cloud-init is through with users. */
  private static String letIn(List<String> keys, String user) {
    return """
        (
          umask 077
          user='%s'
          home=$(getent passwd "$user" | cut -d: -f6)
          [ -n "$home" ] || { echo "cloudtik: this image has no user $user; its keys are not let in"; exit; }
          mkdir -p "$home/.ssh"
          while IFS= read -r key; do
            grep -qxF -e "$key" "$home/.ssh/authorized_keys" 2>/dev/null ||
              printf '%%s\\n' "$key" >>"$home/.ssh/authorized_keys"
          done <<'END OF KEYS'
        %s
        END OF KEYS
          chown -R "$user:" "$home/.ssh"
        )
        """
        .formatted(user, String.join("\n", keys));
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return packed.toByteArray();
  }
}
