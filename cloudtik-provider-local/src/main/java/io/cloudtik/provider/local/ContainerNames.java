/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import com.github.dockerjava.api.model.Container;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How things of a workspace are called in Docker. Names identify, labels mark. The home is part of
 * a name, as workspaces of different homes may have one name.
 */
record ContainerNames(Path home, String workspace) {
  static final String LABEL = "io.cloudtik.";
  static final String WORKSPACE = LABEL + "workspace";
  static final String CLUSTER = LABEL + "cluster";
  static final String UID = LABEL + "uid";
  static final String SLOT = LABEL + "slot";
  static final String HOST_KEY = LABEL + "host-key";
  static final String ADDRESS = LABEL + "address";
  private static final String HOME = LABEL + "home";

  /** No name of a slot has it, and Docker allows it inside of names. */
  private static final String UNFINISHED = ".new-";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,100}");
  private static final int HASH = 8;
  private static final int LONGEST_HOST_NAME = 63;

  /** Returns the name of the network, with which all other names begin. */
  String network() {
    return "cloudtik-" + hash(home.toString()).substring(0, HASH) + "-" + workspace;
  }

  String container(String uid, String slot) {
    return network() + "." + name("cluster uid", uid) + "." + name("slot", slot);
  }

  /** Returns a name for a container that is not yet whole. */
  String unfinished(String uid, String slot, String random) {
    return container(uid, slot) + UNFINISHED + random;
  }

  static String hostName(String uid, String slot) {
    String name = (uid + "-" + slot).replace('_', '-');
    return name.substring(0, Math.min(name.length(), LONGEST_HOST_NAME)).replaceAll("-+$", "");
  }

  Map<String, String> labels() {
    return Map.of(WORKSPACE, workspace, HOME, home.toString());
  }

  Map<String, String> labels(String uid) {
    Map<String, String> labels = new HashMap<>(labels());
    labels.put(UID, uid);
    return labels;
  }

  boolean marked(@Nullable Map<String, String> labels) {
    return labels != null && labels.entrySet().containsAll(labels().entrySet());
  }

  /** Says whether a container is a machine, and not one that never became whole. */
  boolean isMachine(Container container) {
    return Arrays.asList(container.getNames())
        .contains("/" + container(label(container, UID), label(container, SLOT)));
  }

  static String label(Container container, String name) {
    @Nullable Map<String, String> labels = container.getLabels();
    return labels == null ? "" : labels.getOrDefault(name, "");
  }

  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw InvalidSpecException.of(
          what + ": expected letters, digits, '_' and '-', got " + Names.quoted(name));
    }
    return name;
  }
}
