-- Accounts are checked before money is sent; the answers are kept with the line. The treasury's file has a layout as data.
alter table payment_line
  add column holder_check text not null default 'REGISTERED',
  add column payee_check text not null default 'OFF',
  add column payee_answer text,
  add column payee_checked_at timestamptz,
  add column payee_attempts int not null default 0,
  add column payee_next_at timestamptz,
  add column hold text,
  add column accepted_reason text,
  add column accepted_by uuid,
  add column accepted_at timestamptz;
create index payment_line_payee_due on payment_line (payee_next_at) where payee_check = 'PENDING';

create table payment_layout (
  id uuid not null default uuidv7(),
  programme_id uuid not null,
  number int not null,
  status text not null,
  format text not null,
  encoding text not null,
  delimiter text not null,
  headings boolean not null,
  totals text not null,
  totals_label text not null,
  columns jsonb not null,
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  version int not null default 1,
  primary key (id)
);
alter table payment_layout add constraint payment_layout_programme_id_number_unique unique (programme_id, number);
create unique index payment_layout_in_force on payment_layout (programme_id) where status = 'IN_FORCE';

alter table payment_file add column layout_id uuid;
grant select, insert, update on payment_layout to mianshen_gateway;
grant update (payee_check, payee_answer, payee_checked_at, payee_attempts, payee_next_at, hold, accepted_reason,
  accepted_by, accepted_at) on payment_line to mianshen_gateway;
