/** The first page: how the server stands, in figures and charts that a table says as well. */
@NullMarked
package org.sealpost.web.dashboard;

import org.jspecify.annotations.NullMarked;
