/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Types whose CPUs an account counts together, and the codes of the quotas in Service Quotas: see
 * <i>Amazon EC2 instance type quotas</i> in the reference of instance types.
 */
enum QuotaFamily {
  /** A, C, D, H, I, M, R, T, Z. */
  STANDARD("L-1216C47A", "L-34B43A08", "a", "c", "d", "h", "i", "im", "is", "m", "r", "t", "z"),
  /** Graphics. */
  G("L-DB2E81BA", "L-3819A6DF", "g", "gr", "vt"),
  /** Training on GPUs. */
  P("L-417A185B", "L-7212CCBC", "p"),
  /** Much memory. */
  X("L-7295265B", "L-E3A00192", "x"),
  /** Inferentia. */
  INF("L-1945791B", "L-B5D1601B", "inf"),
  /** Trainium. */
  TRN("L-2C3B7624", "L-6B0D517C", "trn"),
  /** Gaudi. */
  DL("L-6E869C2A", "L-85EED4F7", "dl"),
  /** Field-programmable gates. */
  F("L-74FC7D96", "L-88CF9481", "f");

  private final String onDemand;
  private final String spot;
  private final List<String> letters;

  QuotaFamily(String onDemand, String spot, String... letters) {
    this.onDemand = onDemand;
    this.spot = spot;
    this.letters = List.of(letters);
  }

  /** Returns the family of a type; empty for one that is not known here. */
  static Optional<QuotaFamily> of(String type) {
    String letters = type.replaceFirst("[^a-z].*", "");
    return Arrays.stream(values()).filter(each -> each.letters.contains(letters)).findFirst();
  }

  /** Returns the code of the quota, which is a number of vCPUs. */
  String code(boolean onSpot) {
    return onSpot ? spot : onDemand;
  }
}
