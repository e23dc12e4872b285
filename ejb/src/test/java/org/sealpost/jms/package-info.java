@NullMarked
package org.sealpost.jms;

import org.jspecify.annotations.NullMarked;
