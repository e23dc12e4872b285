-- Who may do what, by which door it was done, and whose a message is.

alter table console_account add column enabled boolean default true not null;
-- The mail account in whose name the person sends; null: none.
alter table console_account add column mail_account varchar(512);
-- Counted up by every change that ends the person's sessions.
alter table console_account add column version bigint default 0 not null;

-- A name of a door; what was done before there was this column was done in the console.
alter table audit_entry add column door varchar(16) default 'CONSOLE' not null;
-- The name of the token it was done with; null: none.
alter table audit_entry add column token varchar(64);

-- The mail account that handed the message in, where one did.
alter table message add column account varchar(512);
create index message_account on message (account, id);
