/** To be described by what comes here. */
@NullMarked
package org.sealpost.report;

import org.jspecify.annotations.NullMarked;
