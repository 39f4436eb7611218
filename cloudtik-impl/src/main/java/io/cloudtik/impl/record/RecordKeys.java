/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

/** The keys of the workspace store. Changing one changes the protocol. */
public final class RecordKeys {
  public static final String CLUSTERS = "clusters/";
  public static final String OPERATIONS = "operations/";
  public static final String LIVES = "lives/";

  /** Whose turn it is to work on the resources of the workspace. */
  public static final String WORKSPACE_LEASE = "workspace/lease";

  private RecordKeys() {}

  public static String cluster(String name) {
    return CLUSTERS + name + "/record";
  }

  public static String life(String uid) {
    return LIVES + uid + "/";
  }

  public static String secrets(String uid) {
    return life(uid) + "secrets";
  }

  public static String sshKey(String uid) {
    return life(uid) + "ssh-key";
  }

  public static String registryLogins(String uid) {
    return life(uid) + "registry-logins";
  }

  public static String java(String uid) {
    return life(uid) + "java";
  }

  public static String identity(String uid) {
    return life(uid) + "identity";
  }

  /** What a head that sets itself up needs. */
  public static String headParts(String uid) {
    return life(uid) + "head-parts";
  }

  /** How far a head that sets itself up is. */
  public static String headReport(String uid) {
    return life(uid) + "head-report";
  }

  public static String join(String uid, String slot) {
    return life(uid) + "joins/" + slot;
  }

  public static String head(String uid) {
    return life(uid) + "head";
  }

  public static String lease(String uid) {
    return life(uid) + "lease";
  }

  public static String desired(String uid) {
    return life(uid) + "desired";
  }

  public static String status(String uid) {
    return life(uid) + "status";
  }

  public static String intents(String uid) {
    return life(uid) + "intents/";
  }

  public static String intent(String uid, String slot) {
    return intents(uid) + slot;
  }

  public static String operation(String id) {
    return OPERATIONS + id;
  }

  public static String operationLease(String id) {
    return "operation-leases/" + id;
  }

  public static String jobs(String cluster) {
    return "jobs/" + cluster + "/";
  }

  public static String job(String cluster, String id) {
    return jobs(cluster) + id + "/record";
  }

  /** Returns the id of the job whose record has that key. */
  public static String jobOf(String recordKey) {
    String folder = recordKey.substring(0, recordKey.lastIndexOf('/'));
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  public static String jobOutput(String cluster, String id) {
    return jobs(cluster) + id + "/output";
  }

  public static String jobResult(String cluster, String id) {
    return jobs(cluster) + id + "/result";
  }

  /** What the nodes of a job on several nodes wrote as their results, by node below it. */
  public static String jobResults(String cluster, String id) {
    return jobs(cluster) + id + "/results/";
  }
}
