/**
 * What all pages of the console share: the response headers, the text functions of the pages, lists
 * that are read page by page, notices to the operator, what happens after a failure, and the
 * download of messages. Nothing here knows a particular page.
 *
 * <p>Everything that comes from a peer is data: it reaches a page escaped by Faces and with its
 * control characters made visible ({@link org.sealpost.web.page.PageText#shown}).
 */
@NullMarked
package org.sealpost.web.page;

import org.jspecify.annotations.NullMarked;
