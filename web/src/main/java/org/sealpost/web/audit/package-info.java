/** The audit log: who changed what, when and why. Reading only. */
@NullMarked
package org.sealpost.web.audit;

import org.jspecify.annotations.NullMarked;
