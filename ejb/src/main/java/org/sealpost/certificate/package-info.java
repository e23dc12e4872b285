/**
 * Where the certificate of the SMTP listeners comes from: {@link
 * org.sealpost.certificate.ServerCertificate} takes the operator's, or signs one itself at the
 * first start. {@link org.sealpost.certificate.CertificateRenewal} replaces that one by one of an
 * authority (ACME, RFC 8555): {@link org.sealpost.certificate.CertificateOrder} asks for it, {@link
 * org.sealpost.certificate.ChallengeListener} proves that the names are ours (HTTP-01). The
 * listeners see a new file by themselves.
 */
@NullMarked
package org.sealpost.certificate;

import org.jspecify.annotations.NullMarked;
