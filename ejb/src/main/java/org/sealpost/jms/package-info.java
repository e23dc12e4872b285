/**
 * Mail from applications, through queues of a message broker (docs/jms.md).
 *
 * <p>In: messages of the queue {@value org.sealpost.jms.SubmitIntake#SUBMIT}, by the standard
 * Jakarta Messaging interface alone. Out: messages in the mail queue, by the same rules as a
 * submission over SMTP ({@code intake.Submission}), and an answer at the sender's {@code
 * JMSReplyTo}.
 *
 * <p>There is no two-phase commit. The mail is put into the queue in a transaction of the database,
 * together with the key of the submission; then the broker's own transaction is committed, which
 * takes the message off its queue. Where the process dies between the two the message comes once
 * more, its key is known, and it is answered as before. What can never be taken goes to the queue
 * {@value org.sealpost.jms.SubmitIntake#REJECTED}; what cannot be taken now comes again later, and
 * lets others pass meanwhile.
 *
 * <p>The other way round {@link org.sealpost.jms.EventFeed} tells applications what happens to
 * mail: from the outbox of {@code event} to topics, at least once.
 */
@NullMarked
package org.sealpost.jms;

import org.jspecify.annotations.NullMarked;
