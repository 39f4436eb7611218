/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.barn;

/**
 * A machine as the Barn lists it.
 *
 * @param id which the Barn gives out once
 * @param name which we gave it
 * @param state {@code waiting}, {@code running}, {@code broken} or {@code leaving}
 * @param host its address, once it runs
 */
record BarnMachine(String id, String name, String state, String host) {
  static BarnMachine parse(String line) {
    String[] words = line.split(" ", -1);
    return new BarnMachine(words[0], words[1], words[2], words[3]);
  }

  boolean isLeaving() {
    return state.equals("leaving");
  }
}
