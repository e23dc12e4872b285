/**
 * Why something that a person asked for was not done: one {@link org.sealpost.refusal.Refusal} for
 * each reason, with its English sentence. Who refuses throws a {@link
 * org.sealpost.refusal.RefusedException}; programs get the sentence, the console says it in the
 * language of its reader.
 */
@NullMarked
package org.sealpost.refusal;

import org.jspecify.annotations.NullMarked;
