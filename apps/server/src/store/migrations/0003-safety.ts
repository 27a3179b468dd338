/** Sealed secrets, a number for each account, shared sessions, and the record of who did what. */
export const safety = `
alter table users add column number integer;
update users set number = (select count(*) from users as earlier where earlier.rowid <= users.rowid);
create unique index users_by_number on users(number);
create table secrets (name text primary key, sealed text not null) strict, without rowid;
create table settings (name text primary key, value text not null) strict, without rowid;
create table session_shares (
  id text primary key, session integer not null references sessions(number) on delete cascade,
  user_id text references users(id) on delete cascade, hash text unique, label text not null, access text not null,
  created_by text not null references users(id) on delete cascade,
  created_at integer not null, expires_at integer
) strict;
create index session_shares_by_session on session_shares(session);
create unique index session_shares_by_user on session_shares(user_id, session) where user_id is not null;
alter table sessions add column typist text;
create table audit_entries (
  number integer primary key, at integer not null, act text not null, outcome text not null,
  actor_id text, object_id text, body text not null, hash text not null, seal text not null
) strict;
create index audit_entries_by_actor on audit_entries(actor_id, number);
`;
