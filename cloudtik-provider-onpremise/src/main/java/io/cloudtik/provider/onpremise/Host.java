/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.SpecRules;
import io.cloudtik.spec.SpecStyle;
import io.cloudtik.spi.provider.SshAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A machine that exists. Its user must be root, or one who may use sudo without a password. Holds
 * no secret: a private key is named by its file, which stays on this computer. Immutable.
 *
 * <p>A machine is known by its address and port, so give it the same in all programs that share the
 * store; its name is for people.
 */
@Value.Immutable
@SpecStyle
public abstract class Host {
  /** Where nodes live unless the host says otherwise. */
  public static final Path DEFAULT_DIRECTORY = Path.of("/var/lib/cloudtik");

  /** What a shape says of hosts of which no type was asked for. */
  static final String ANY_TYPE = "any";

  /** Between the types of a shape. */
  static final String OR = "|";

  private static final String PATH = "host.";
  private static final DataSize LEAST = DataSize.mib(1);
  private static final DataSize MOST = DataSize.parse("64TiB");

  Host() {}

  /** Returns a builder; name, CPUs and memory are required. */
  public static Builder builder() {
    return ImmutableHost.builder();
  }

  /**
   * Returns a builder of a machine that others are reached {@link #via}, and on which nothing runs.
   */
  public static Builder gateway(String address) {
    return builder().name(address).cpus(1).memory(DataSize.gib(1));
  }

  /** Returns the name, unique among the hosts; at most 253 printable characters. */
  public abstract String name();

  /**
   * Returns the name or address by which clients and other hosts reach it; default the {@link
   * #name}.
   */
  @Value.Default
  public String address() {
    return name();
  }

  /** Returns the port of sshd; default 22. */
  @Value.Default
  public int port() {
    return 22;
  }

  /** Returns the user to log in as; default root. */
  @Value.Default
  public String user() {
    return "root";
  }

  /**
   * Returns the absolute file with the user's private key on this computer. If there is none, the
   * agent and the default files of OpenSSH are tried.
   */
  public abstract Optional<Path> identityFile();

  /**
   * Returns the public keys of which sshd must show one, Ed25519 or RSA, each as OpenSSH writes it.
   * If there is none, the user's {@code known_hosts} decides; heads have no such file, so workers
   * need one.
   */
  public abstract List<String> hostKeys();

  /** Says whether any host key is accepted, which lets anybody in between be the host. */
  @Value.Default
  public boolean anyHostKey() {
    return false;
  }

  /** Returns the host through which clients reach this one; heads reach it directly. */
  public abstract Optional<Host> via();

  /** Returns the number of CPUs that clusters may use. */
  public abstract int cpus();

  /** Returns the memory that clusters may use. */
  public abstract DataSize memory();

  /** Returns the number of GPUs; default 0. */
  @Value.Default
  public int gpus() {
    return 0;
  }

  /** Returns the kind of the machine, which groups can ask for as instance type; default host. */
  @Value.Default
  public String type() {
    return "host";
  }

  /**
   * Returns labels. A head or a group of workers can ask for one as instance type, as {@code
   * key=value}.
   */
  public abstract Map<String, String> labels();

  /**
   * Says whether the machine will never come back. It is not handed out any more, and what a
   * cluster had on it counts as ended. Default false.
   */
  @Value.Default
  public boolean gone() {
    return false;
  }

  /** Returns the directory below which nodes live; default /var/lib/cloudtik. */
  @Value.Default
  public Path directory() {
    return DEFAULT_DIRECTORY;
  }

  /** Returns what the machine is known by. */
  String place() {
    return address().toLowerCase(Locale.ROOT) + ":" + port();
  }

  /** Says whether it is what somebody asks for as an instance type. */
  boolean is(String kind) {
    return type().equals(kind)
        || labels().entrySet().stream()
            .anyMatch(label -> kind.equals(label.getKey() + "=" + label.getValue()));
  }

  /** Returns how a node in a directory of it is reached. */
  SshAddress at(Path node) {
    SshAddress.Builder at =
        SshAddress.builder()
            .host(address())
            .port(port())
            .user(user())
            .hostKeys(hostKeys())
            .anyHostKey(anyHostKey())
            .directory(node);
    identityFile().ifPresent(at::identityFile);
    via().ifPresent(gateway -> at.via(gateway.at(gateway.directory())));
    return at.build();
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    problems.addAll(SpecRules.line(PATH + "name", name(), 253));
    problems.addAll(SpecRules.line(PATH + "address", address(), 253));
    problems.addAll(SpecRules.line(PATH + "user", user(), 64));
    problems.addAll(SpecRules.number(PATH + "port", port(), 1, 65_535));
    problems.addAll(SpecRules.number(PATH + "cpus", cpus(), 1, 65_536));
    problems.addAll(SpecRules.number(PATH + "gpus", gpus(), 0, 1_024));
    problems.addAll(SpecRules.labels(PATH + "labels", labels()));
    problems.addAll(kindProblems());
    hostKeys().forEach(key -> problems.addAll(HostKeyLine.problems(PATH + "hostKeys", key)));
    problems.addAll(pathProblems(PATH + "directory", directory()));
    identityFile().ifPresent(file -> problems.addAll(pathProblems(PATH + "identityFile", file)));
    if (memory().compareTo(LEAST) < 0 || memory().compareTo(MOST) > 0) {
      problems.add("%smemory: expected %s to %s, got %s".formatted(PATH, LEAST, MOST, memory()));
    }
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  private List<String> kindProblems() {
    List<String> problems = new ArrayList<>(SpecRules.line(PATH + "type", type(), 64));
    if (type().contains(OR) || type().equals(ANY_TYPE)) {
      problems.add(
          "%stype: expected none with '%s', and not '%s', got %s"
              .formatted(PATH, OR, ANY_TYPE, Names.quoted(type())));
    }
    labels()
        .forEach(
            (key, value) -> {
              if (key.contains("=") || (key + value).contains(OR)) {
                problems.add(
                    "%slabels: expected no '=' in keys and no '%s', got %s"
                        .formatted(PATH, OR, Names.quoted(key + "=" + value)));
              }
            });
    return problems;
  }

  private static List<String> pathProblems(String path, Path value) {
    List<String> problems = new ArrayList<>(SpecRules.line(path, value.toString(), 4_096));
    if (!value.isAbsolute()) {
      problems.add(path + ": expected an absolute path, got " + Names.quoted(value.toString()));
    }
    return problems;
  }

  /** Builds a {@link Host}. Not thread-safe. */
  public interface Builder {
    /** Sets the name. */
    Builder name(String name);

    /** Sets the name or address by which it is reached. */
    Builder address(String address);

    /** Sets the port of sshd. */
    Builder port(int port);

    /** Sets the user to log in as. */
    Builder user(String user);

    /** Sets the file with the user's private key. */
    Builder identityFile(Path file);

    /** Adds a public key that sshd may show. */
    Builder addHostKeys(String key);

    /** Sets the public keys of which sshd must show one. */
    Builder hostKeys(Iterable<String> keys);

    /** Sets whether any host key is accepted. */
    Builder anyHostKey(boolean any);

    /** Sets the host through which clients reach this one. */
    Builder via(Host jump);

    /** Sets the number of CPUs. */
    Builder cpus(int cpus);

    /** Sets the memory. */
    Builder memory(DataSize memory);

    /** Sets the number of GPUs. */
    Builder gpus(int gpus);

    /** Sets the kind of the machine. */
    Builder type(String type);

    /** Sets one label. */
    Builder putLabels(String key, String value);

    /** Sets whether the machine will never come back. */
    Builder gone(boolean gone);

    /** Sets the directory below which nodes live. */
    Builder directory(Path directory);

    /** Returns the host. */
    Host build();
  }
}
