package org.sealpost.admin;

/**
 * Which recipients a bulk is about, as they were counted: those the filter lets through, up to a
 * key. What arrives later has a greater key and is not touched.
 *
 * @param filter what they have in common
 * @param count how many there were
 * @param upTo the greatest key among them, 0 where there were none
 */
public record BulkScope(QueueFilter filter, long count, long upTo) {}
