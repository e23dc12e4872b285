/** Tests of the settings: defaults, every key, every kind of wrong value, the generated page. */
@NullMarked
package org.sealpost.config;

import org.jspecify.annotations.NullMarked;
