package org.sealpost.config;

import java.time.Duration;

/**
 * When an address that fails gets on the suppression list.
 *
 * @param failures {@code suppression.failures}: how often an address has to fail because it does
 *     not exist, 1 to 100, default 1
 * @param disabledFailures {@code suppression.disabled-failures}: how often because its mailbox is
 *     disabled, 1 to 100, default 3
 * @param retention {@code suppression.retention}: how long it stays on the list, default P30D;
 *     zero: no address gets there by itself
 */
public record SuppressionSettings(int failures, int disabledFailures, Duration retention) {
  /** Whether addresses get on the list by themselves. */
  public boolean isOn() {
    return !retention.isZero();
  }
}
