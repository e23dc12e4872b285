@NullMarked
package org.sealpost.web.rest;

import org.jspecify.annotations.NullMarked;
