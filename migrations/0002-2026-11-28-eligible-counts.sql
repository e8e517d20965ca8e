alter table publicity_notice add column eligible jsonb default '{}'::jsonb not null;
