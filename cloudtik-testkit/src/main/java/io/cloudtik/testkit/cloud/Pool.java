/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

/**
 * Where machines are taken from: one type in one zone on one market.
 *
 * @param type the name of the type
 * @param zone the zone
 * @param spot whether the cloud may take its machines back
 */
public record Pool(String type, String zone, boolean spot) {
  @Override
  public String toString() {
    return type + "/" + zone + (spot ? "/spot" : "");
  }
}
