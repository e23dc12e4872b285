/** Settings in force. Reading only: they are changed where they come from. */
@NullMarked
package org.sealpost.web.settings;

import org.jspecify.annotations.NullMarked;
