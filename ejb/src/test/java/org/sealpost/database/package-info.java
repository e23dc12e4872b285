@NullMarked
package org.sealpost.database;

import org.jspecify.annotations.NullMarked;
