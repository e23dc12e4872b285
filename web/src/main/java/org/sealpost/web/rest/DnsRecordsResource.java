package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.DomainRecords;
import org.sealpost.admin.PublicationView;

/** What is to be published in DNS. */
@Path("/dns-records")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "domains")
public class DnsRecordsResource {
  @EJB private PublicationView view;

  @GET
  @Operation(
      operationId = "listDnsRecords",
      summary = "The DNS records to publish for each hosted domain, of the first 500.")
  public Page<DomainRecords> list() {
    return new Page<>(view.records(), null);
  }
}
