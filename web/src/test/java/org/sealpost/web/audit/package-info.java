@NullMarked
package org.sealpost.web.audit;

import org.jspecify.annotations.NullMarked;
