/** The pages of reports about TLS: what was counted and sent, and what came. */
@NullMarked
package org.sealpost.web.reports;

import org.jspecify.annotations.NullMarked;
