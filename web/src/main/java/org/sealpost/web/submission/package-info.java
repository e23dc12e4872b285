/** The page of the queues to which applications send mail. */
@NullMarked
package org.sealpost.web.submission;

import org.jspecify.annotations.NullMarked;
