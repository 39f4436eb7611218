/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import io.cloudtik.spec.SpecStyle;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/** Asks for a machine in each of some slots of one cluster. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class LaunchRequest {
  /** The slot of the head; all others are workers'. */
  public static final String HEAD_SLOT = "head";

  /** What clouds take as user data of a machine. */
  public static final int MAX_BOOT_SCRIPT = 16 << 10;

  LaunchRequest() {}

  /** Returns a builder; the cluster and its uid are required. */
  public static Builder builder() {
    return ImmutableLaunchRequest.builder();
  }

  /** Returns the name of the cluster, for labels and for people. */
  public abstract String cluster();

  /** Returns the unique id of this life of the cluster. */
  public abstract String clusterUid();

  /**
   * Returns the slots, named beforehand; a slot that has a machine keeps it, also one of another
   * offering.
   */
  public abstract List<String> slots();

  /** Returns the kind of machine that each slot gets, where, and on which market. */
  public abstract Offering offering();

  /** Returns the tags for what is made. */
  public abstract Map<String, String> tags();

  /**
   * Returns the public keys with which the cluster logs in, each as OpenSSH writes it on one line,
   * for example {@code ssh-ed25519 AAAAC3Nza...}. A provider whose machines are reached by SSH lets
   * the user of the address log in with them, also after a restart of the machine; others ignore
   * them.
   */
  public abstract List<String> authorizedKeys();

  /**
   * Returns the scripts by which machines set themselves up, by slot, each at most {@link
   * #MAX_BOOT_SCRIPT} bytes of UTF-8 that begin with {@code #!/bin/sh}. A provider that {@linkplain
   * CloudProvider#runsBootScripts runs boot scripts} lets the machine of the slot run its script as
   * root when it boots for the first time; it may run it again at any time, and shows what it
   * prints as {@linkplain CloudProvider#console console}. It never fails a launch because a slot
   * that has its machine was given another script before. All workers of a request have the same
   * script, so that slots can be asked for in one call of the cloud: a machine learns from the head
   * which one it is, by the address that {@link CloudProvider#observe} says of it. Nothing in a
   * script is secret but a token, which is of use to a machine at the address of a worker that has
   * not joined yet. Empty where machines are logged in to.
   */
  public abstract Map<String, String> bootScripts();

  /** Builds a {@link LaunchRequest}. Not thread-safe. */
  public interface Builder {
    /** Sets the name of the cluster. */
    Builder cluster(String cluster);

    /** Sets the unique id of this life of the cluster. */
    Builder clusterUid(String uid);

    /** Sets the slots. */
    Builder slots(Iterable<String> slots);

    /** Sets the kind of machine that each slot gets. */
    Builder offering(Offering offering);

    /** Sets one tag. */
    Builder putTags(String key, String value);

    /** Adds a public key with which the cluster logs in. */
    Builder addAuthorizedKeys(String key);

    /** Sets the public keys with which the cluster logs in. */
    Builder authorizedKeys(Iterable<String> keys);

    /** Sets the script by which the machine of a slot sets itself up. */
    Builder putBootScripts(String slot, String script);

    /** Returns the request. */
    LaunchRequest build();
  }
}
