package org.sealpost.admin;

import org.jspecify.annotations.Nullable;

/**
 * What sessions of one UTC day showed that a domain's mail went over, and whether it was told.
 *
 * @param domain the recipients' domain, in A-labels
 * @param successes sessions that satisfied the policy they were held against
 * @param failed sessions that did not
 * @param state of the report to the domain; null where none is planned yet
 * @param note what was last said of that report; null: nothing
 */
public record TlsDayRow(
    String domain, long successes, long failed, @Nullable String state, @Nullable String note) {}
