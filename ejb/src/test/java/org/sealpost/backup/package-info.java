@NullMarked
package org.sealpost.backup;

import org.jspecify.annotations.NullMarked;
