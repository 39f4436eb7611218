/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineScript;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the package manager of a machine installs, from the mirrors that it knows. Names have blanks
 * between them; the first one that can be installed is.
 *
 * @param what for people, for example {@code Java 17}
 * @param apt names for Debian and Ubuntu
 * @param dnf names for Fedora and Red Hat, also for yum
 * @param zypper names for SUSE
 * @param apk names for Alpine
 */
public record MachinePackage(String what, String apt, String dnf, String zypper, String apk) {
  private static final String SCRIPT =
      MachineScript.text(MachinePackage.class, "install-package.sh");
  private static final Duration DEADLINE = Duration.ofMinutes(15);

  String script() {
    return SCRIPT;
  }

  List<String> arguments() {
    return List.of(apt, dnf, zypper, apk);
  }

  /**
   * Installs it; what is there already stays.
   *
   * @param environment of the cluster, whose proxies are used
   * @param otherwise what else the user can do, for the message of a failure
   * @return what the package manager printed
   * @throws io.cloudtik.error.CloudTikException with the exit code and the last lines of that, if
   *     it failed
   */
  public String install(MachineAccess access, Map<String, String> environment, String otherwise) {
    return MachineScript.require(
        access,
        MachineScript.request(SCRIPT, DEADLINE, apt, dnf, zypper, apk)
            .withEnvironment(Proxies.of(environment))
            .byRoot(),
        "the installation of %s by the machine's package manager".formatted(what),
        "expected a mirror of packages that the machine reaches, directly or by http_proxy of the cluster's environment; "
            + otherwise);
  }
}
