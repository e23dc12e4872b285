/** The log of notifications: who was told what of which message. Reading only. */
@NullMarked
package org.sealpost.web.notification;

import org.jspecify.annotations.NullMarked;
