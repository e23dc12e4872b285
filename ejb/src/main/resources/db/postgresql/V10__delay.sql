-- When the sender was told that a recipient takes longer; once for each.

alter table recipient add column delay_told_at bigint;
