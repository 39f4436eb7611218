/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

/** Names each kind of failure with a stable constant, for metrics, alerts and the error page. */
public enum ErrorCode {
  /** A spec breaks one or more rules; nothing was started. */
  INVALID_SPEC(ErrorCategory.USER),
  /**
   * No provider, runtime or engine of the wanted name is on the class path, or more than one is.
   */
  DISCOVERY(ErrorCategory.USER),
  /** The workspace does not exist. */
  WORKSPACE_NOT_FOUND(ErrorCategory.USER),
  /** The workspace still has clusters, so that it cannot be deleted. */
  WORKSPACE_IN_USE(ErrorCategory.USER),
  /** The cluster does not exist, or no longer. */
  CLUSTER_NOT_FOUND(ErrorCategory.USER),
  /** A cluster of that name exists already. */
  CLUSTER_EXISTS(ErrorCategory.USER),
  /** A running cluster has another spec than the one asked for. */
  CLUSTER_DIFFERS(ErrorCategory.USER),
  /** The cluster is not in a state that allows the call, for example while it starts or ends. */
  CLUSTER_NOT_READY(ErrorCategory.EXTERNAL),
  /** No such node in the cluster. */
  NODE_NOT_FOUND(ErrorCategory.USER),
  /** No such endpoint in the cluster. */
  ENDPOINT_NOT_FOUND(ErrorCategory.USER),
  /** The job does not exist. */
  JOB_NOT_FOUND(ErrorCategory.USER),
  /** The job cannot run: a missing file, or a kind that no runtime of the cluster knows. */
  JOB_REJECTED(ErrorCategory.USER),
  /** As many jobs wait as the cluster allows; the job was not submitted. */
  JOB_QUEUE_FULL(ErrorCategory.CAPACITY),
  /** No such operation. */
  OPERATION_NOT_FOUND(ErrorCategory.USER),
  /** The operation was cancelled. */
  CANCELLED(ErrorCategory.USER),
  /** A file that the caller named is missing or cannot be read. */
  FILE_MISSING(ErrorCategory.USER),
  /** No usable redis-server was found. */
  REDIS_NOT_FOUND(ErrorCategory.USER),
  /** The Java of this process or of a node is too old. */
  UNSUPPORTED_JAVA(ErrorCategory.USER),
  /** A library or a framework could not be obtained in the wanted version. */
  ARTIFACT_UNRESOLVED(ErrorCategory.USER),
  /** A node could not be set up. */
  BOOTSTRAP_FAILED(ErrorCategory.EXTERNAL),
  /** A command on a node could not be run. */
  EXEC_FAILED(ErrorCategory.EXTERNAL),
  /** The provider refused or failed a call. */
  PROVIDER_FAILED(ErrorCategory.EXTERNAL),
  /** The provider has no room. */
  INSUFFICIENT_CAPACITY(ErrorCategory.CAPACITY),
  /** The account may have no more of these. */
  QUOTA_EXCEEDED(ErrorCategory.CAPACITY),
  /** The provider was called too often in a short time; nothing was done. */
  PROVIDER_THROTTLED(ErrorCategory.EXTERNAL),
  /** The provider can never do what was asked for in this way. */
  PROVIDER_CONFIGURATION(ErrorCategory.USER),
  /** A thing at the provider does not exist, or cannot be seen yet. */
  RESOURCE_NOT_FOUND(ErrorCategory.EXTERNAL),
  /** Something at the provider has the name already, or uses what was to be changed or deleted. */
  RESOURCE_CONFLICT(ErrorCategory.USER),
  /** The caller or the head lacks a permission. */
  PERMISSION_DENIED(ErrorCategory.USER),
  /** A machine cannot be reached, or the connection with it was lost. */
  MACHINE_UNREACHABLE(ErrorCategory.EXTERNAL),
  /** A machine refused the login, or the key for it cannot be used. */
  LOGIN_REFUSED(ErrorCategory.USER),
  /** Nothing says which host key a machine has; it was not logged in to. */
  HOST_KEY_UNKNOWN(ErrorCategory.USER),
  /** A machine shows another host key than the one that is known; it was not logged in to. */
  HOST_KEY_CHANGED(ErrorCategory.USER),
  /** A machine shows a host key that was revoked; it was not logged in to. */
  HOST_KEY_REVOKED(ErrorCategory.USER),
  /** The deadline passed before what was awaited came true. */
  DEADLINE_PASSED(ErrorCategory.EXTERNAL),
  /** The waiting thread was interrupted. */
  INTERRUPTED(ErrorCategory.USER),
  /** A conditional write lost against another writer. */
  STATE_CONFLICT(ErrorCategory.EXTERNAL),
  /** A stored document cannot be read. */
  STORE_CORRUPT(ErrorCategory.EXTERNAL),
  /** The workspace store cannot be reached or written. */
  STORE_UNAVAILABLE(ErrorCategory.EXTERNAL),
  /** The head of the cluster cannot be reached. */
  HEAD_UNREACHABLE(ErrorCategory.EXTERNAL),
  /** Client and cluster speak versions of the protocol that do not go together. */
  PROTOCOL_MISMATCH(ErrorCategory.USER),
  /** A defect in the library. */
  INTERNAL(ErrorCategory.INTERNAL);

  private final ErrorCategory category;

  ErrorCode(ErrorCategory category) {
    this.category = category;
  }

  /** Returns who can mend a failure of this kind. */
  public ErrorCategory category() {
    return category;
  }
}
