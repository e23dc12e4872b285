package org.sealpost.jms;

import org.sealpost.intake.Submission;

/**
 * A submission as it was read.
 *
 * @param account the mail account that hands it in, as the broker vouches
 * @param key what the application calls this submission; repetitions of it have the same
 * @param mail its envelope and mail data
 */
public record Order(String account, String key, Submission.Mail mail) {}
