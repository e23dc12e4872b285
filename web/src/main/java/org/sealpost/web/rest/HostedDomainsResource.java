package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.HostedDomain;
import org.sealpost.admin.AccountRow;
import org.sealpost.admin.AliasRow;
import org.sealpost.admin.DirectoryCommands;
import org.sealpost.admin.DirectoryView;
import org.sealpost.admin.DomainRow;
import org.sealpost.smtp.Domain;

/** Domains hosted here. */
@Path("/hosted-domains")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "directory")
public class HostedDomainsResource {
  @EJB private DirectoryView view;
  @EJB private DirectoryCommands commands;
  @Inject private Writes writes;

  @GET
  @Operation(operationId = "listHostedDomains", summary = "The domains hosted here, by name.")
  public Page<DomainRow> list(@BeanParam PageQuery page) {
    return page.byName(new Input(), view::domainsAfter, row -> row.domain().name().name());
  }

  @GET
  @Path("/{domain}")
  @Operation(operationId = "readHostedDomain", summary = "One of them.")
  public DomainRow read(@PathParam("domain") String name) {
    return view.domain(Input.domain("domain", name)).orElseThrow(ProblemException::notFound);
  }

  @PUT
  @Path("/{domain}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "putHostedDomain", summary = "Hosts a domain, or gives it other rules.")
  @Answers(value = Void.class, status = 204)
  public Response put(@PathParam("domain") String name, DomainBody body) {
    Domain domain = Input.domain("domain", name);
    DomainBody asked = Input.body(body);
    HostedDomain usual = HostedDomain.withDefaults(domain);
    HostedDomain wanted =
        new HostedDomain(
            domain,
            asked.separator() == null ? usual.separator() : asked.separator(),
            asked.caseSensitive() == null ? usual.caseSensitive() : asked.caseSensitive(),
            asked.catchAll(),
            asked.enabled() == null ? usual.enabled() : asked.enabled());
    return writes.done(
        asked,
        actor -> {
          if (view.domain(domain).isPresent()) {
            commands.changeDomain(actor, wanted);
          } else {
            commands.addDomain(actor, wanted);
          }
        });
  }

  @DELETE
  @Path("/{domain}")
  @Operation(operationId = "deleteHostedDomain", summary = "Hosts a domain no longer.")
  @Answers(value = Void.class, status = 204)
  public Response delete(
      @PathParam("domain") String name, @QueryParam("reason") @Nullable String reason) {
    Input input = new Input();
    String why = input.text("reason", reason, 1_000);
    input.check();
    Domain domain = Input.domain("domain", name);
    return writes.done(null, actor -> commands.removeDomain(actor, domain, why));
  }

  @GET
  @Path("/{domain}/accounts")
  @Operation(operationId = "listAccounts", summary = "Its mail accounts, by name.")
  public Page<AccountRow> accounts(@PathParam("domain") String name, @BeanParam PageQuery page) {
    Domain domain = Input.domain("domain", name);
    return page.byName(
        new Input(), (after, most) -> view.accountsAfter(domain, after, most), AccountRow::name);
  }

  @GET
  @Path("/{domain}/aliases")
  @Operation(operationId = "listAliases", summary = "Its aliases, by address.")
  public Page<AliasRow> aliases(@PathParam("domain") String name, @BeanParam PageQuery page) {
    Domain domain = Input.domain("domain", name);
    return page.byName(
        new Input(), (after, most) -> view.aliasesAfter(domain, after, most), AliasRow::address);
  }
}
