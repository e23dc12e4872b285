-- What the parameters of MAIL and RCPT asked for, as they came (RFC 3461, RFC 4865, RFC 4954).

alter table message add column dsn_return varchar(4);
alter table message add column envelope_id varchar(100);
alter table message add column submitter varchar(500);
alter table message add column release_request varchar(50);

alter table recipient add column notify_on varchar(28);
alter table recipient add column original_recipient varchar(500);
