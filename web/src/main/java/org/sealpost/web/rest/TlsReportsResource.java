package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.Before;
import org.sealpost.admin.TlsAffectedRow;
import org.sealpost.admin.TlsDayDetail;
import org.sealpost.admin.TlsDayRow;
import org.sealpost.admin.TlsReceivedRow;
import org.sealpost.admin.TlsReportView;
import org.sealpost.smtp.Domain;

/** Results of sessions, our reports about them, and those of other servers (RFC 8460). */
@Path("/tls-reports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reports")
public class TlsReportsResource {
  private static final int MOST_MESSAGES = 500;

  @EJB private TlsReportView view;

  @GET
  @Path("/days/{day}")
  @Operation(
      operationId = "listTlsResults",
      summary = "What sessions of a day (UTC) showed, domain by domain, and whether it was told.")
  public Page<TlsDayRow> day(@PathParam("day") String day, @BeanParam PageQuery page) {
    Input input = new Input();
    LocalDate of = input.day(day);
    return page.byName(input, (after, most) -> view.dayAfter(of, after, most), TlsDayRow::domain);
  }

  @GET
  @Path("/days/{day}/{domain}")
  @Operation(
      operationId = "readTlsResults",
      summary = "The results of a day for a domain, policy by policy, and our report about them.")
  public TlsDayDetail results(@PathParam("day") String day, @PathParam("domain") String name) {
    Input input = new Input();
    LocalDate of = input.day(day);
    input.check();
    return view.results(of, Input.domain("domain", name)).orElseThrow(ProblemException::notFound);
  }

  @GET
  @Path("/days/{day}/{domain}/messages")
  @Operation(
      operationId = "listTlsMessages",
      summary = "The attempts that a failure of sessions hit, the newest 500.",
      description =
          "type: the result type, as reports have it, for example certificate-expired. queueId leads"
              + " to /messages/{queueId}.")
  public Page<TlsAffectedRow> messages(
      @PathParam("day") String day,
      @PathParam("domain") String name,
      @QueryParam("type") @Nullable String type) {
    Input input = new Input();
    LocalDate of = input.day(day);
    String failure = input.text("type", type, 100);
    input.check();
    Domain domain = Input.domain("domain", name);
    return new Page<>(view.affected(of, domain, failure, MOST_MESSAGES), null);
  }

  @GET
  @Path("/received")
  @Operation(
      operationId = "listReceivedReports",
      summary = "What came to the addresses for reports, newest first.")
  public Page<TlsReceivedRow> received(@BeanParam PageQuery page) {
    return page.newestFirst(
        new Input(), view::receivedBefore, row -> new Before(row.arrived(), row.id()));
  }

  @GET
  @Path("/received/{report}")
  @Operation(
      operationId = "readReceivedReport",
      summary = "A report of another server, policy by policy.")
  public ReceivedReportBody report(@PathParam("report") long report) {
    TlsReceivedRow row = view.received(report).orElseThrow(ProblemException::notFound);
    return new ReceivedReportBody(row, view.policies(report));
  }
}
