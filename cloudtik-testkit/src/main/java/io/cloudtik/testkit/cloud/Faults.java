/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What calls meet on their way, by script. Faults that were given first are met first. */
public final class Faults {
  /** The code of a failure when there was no answer at all. */
  public static final String NO_ANSWER = "NO_ANSWER";

  private final VirtualTime time;
  private final List<Rule> rules = new ArrayList<>();

  Faults(VirtualTime time) {
    this.time = time;
  }

  /** Begins a fault of calls of that name; {@code *} means all. */
  public Rule on(String call) {
    return new Rule(call);
  }

  /** Ends all faults. */
  public void clear() {
    rules.clear();
  }

  static ProviderException refusal(FailureKind kind, String message) {
    return refusal(ProviderFailure.builder().kind(kind).message(message).code(kind.name()).build());
  }

  static ProviderException refusal(ProviderFailure failure) {
    return new ProviderException("simulated", failure, null);
  }

  @Nullable Rule met(String client, String call, @Nullable String zone) {
    for (Rule rule : rules) {
      if (rule.meets(client, call, zone)) {
        return rule;
      }
    }
    return null;
  }

  /** How a call goes wrong. */
  enum Way {
    REFUSED,
    REQUEST_LOST,
    REPLY_LOST,
    DUPLICATED,
    LATE
  }

  /** One fault. It begins with the last word of its sentence. */
  public final class Rule {
    private final String call;
    private @Nullable String client;
    private @Nullable String zone;
    private long until = Long.MAX_VALUE;
    private int skipped;
    private int spares = Integer.MAX_VALUE;
    private int seen;
    private int times = Integer.MAX_VALUE;
    private Way way = Way.REFUSED;
    private FailureKind kind = FailureKind.UNAVAILABLE;
    private @Nullable CallRefused words;
    private Duration delay = Duration.ZERO;

    private Rule(String call) {
      this.call = call;
    }

    /** Only calls of that client. */
    public Rule of(String client) {
      this.client = client;
      return this;
    }

    /** Only calls about that zone. */
    public Rule in(String zone) {
      this.zone = zone;
      return this;
    }

    /** Only from now on for a while. */
    public Rule during(Duration while_) {
      this.until = time.nanos() + while_.toNanos();
      return this;
    }

    /** Only the n-th such call from now. */
    public Rule nth(int n) {
      this.skipped = n - 1;
      this.times = 1;
      return this;
    }

    /** Only the next n such calls. */
    public Rule times(int n) {
      this.times = n;
      return this;
    }

    /** All such calls but each n-th. */
    public Rule butEach(int n) {
      this.spares = n;
      return this;
    }

    /** They are refused; nothing is done. */
    public void refuse(FailureKind with) {
      this.kind = with;
      begin(Way.REFUSED);
    }

    /** They are refused in the words of the wire's protocol; nothing is done. */
    public void refuse(CallRefused with) {
      this.words = with;
      begin(Way.REFUSED);
    }

    /** They never arrive; the caller learns only that there was no answer. */
    public void loseRequest() {
      begin(Way.REQUEST_LOST);
    }

    /** They are applied; the caller learns only that there was no answer. */
    public void loseReply() {
      begin(Way.REPLY_LOST);
    }

    /** They arrive twice. */
    public void duplicate() {
      begin(Way.DUPLICATED);
    }

    /** They are applied later, when the caller has long been told that there was no answer. */
    public void delay(Duration by) {
      this.delay = by;
      begin(Way.LATE);
    }

    private void begin(Way how) {
      this.way = how;
      rules.add(this);
    }

    private boolean meets(String by, String name, @Nullable String where) {
      boolean meant =
          (call.equals("*") || call.equals(name))
              && (client == null || client.equals(by))
              && (zone == null || zone.equals(where))
              && time.nanos() <= until
              && times > 0;
      if (meant && skipped > 0) {
        skipped--;
        return false;
      }
      if (meant && ++seen % spares == 0) {
        return false;
      }
      if (meant && times != Integer.MAX_VALUE) {
        times--;
      }
      return meant;
    }

    Way way() {
      return way;
    }

    CloudTikException refusal(String call) {
      CallRefused said = words;
      return said != null ? said : Faults.refusal(kind, call + " is refused by the test");
    }

    Duration delay() {
      return delay;
    }
  }
}
