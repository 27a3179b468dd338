/** The first schema. Migrations are append-only: a released one is never edited. */
export const start = `
create table users (
  id text primary key, email text not null unique, name text not null, role text not null,
  password_hash text not null, created_at integer not null
) strict;
create table logins (
  id text primary key, user_id text not null references users(id) on delete cascade,
  cookie_hash text not null unique, device text not null,
  created_at integer not null, last_used_at integer not null, expires_at integer not null, revoked_at integer
) strict;
create index logins_by_user on logins(user_id);
create table refresh_tokens (
  hash text primary key, login_id text not null references logins(id) on delete cascade,
  created_at integer not null, used_at integer
) strict;
create index refresh_tokens_by_login on refresh_tokens(login_id);
create table api_keys (
  id text primary key, user_id text not null references users(id) on delete cascade, name text not null,
  hash text not null unique, scopes text not null, created_at integer not null, expires_at integer, last_used_at integer
) strict;
create index api_keys_by_user on api_keys(user_id);
create table workspaces (
  id text primary key, owner_id text not null references users(id), kind text not null, name text not null,
  path text not null, status text not null, is_default integer not null, created_at integer not null
) strict;
create index workspaces_by_owner on workspaces(owner_id);
create unique index workspaces_default on workspaces(owner_id) where is_default = 1;
create table runners (
  id text primary key, pid integer not null, build text not null, hostname text not null,
  started_at integer not null, seen_at integer not null
) strict;
create table sessions (
  number integer primary key autoincrement, id text not null unique,
  owner_id text not null references users(id), workspace_id text not null references workspaces(id),
  kind text not null, status text not null, outcome text, exit_code integer, signal text, reason text,
  title text not null, options text not null, launch integer not null, runner_id text, shell text, cwd text,
  created_at integer not null, updated_at integer not null, ended_at integer, removed_at integer
) strict;
create index sessions_by_owner on sessions(owner_id, number) where removed_at is null;
create index sessions_by_workspace on sessions(workspace_id);
create index sessions_live on sessions(status) where status <> 'ended';
create table session_events (
  id integer primary key, session integer not null, seq integer not null, at integer not null,
  channel text not null, payload any not null, source_end integer
) strict;
create unique index session_events_by_seq on session_events(session, seq);
create table session_screens (
  session integer primary key, seq integer not null, cols integer not null, rows integer not null,
  title text not null, text text not null, restore text not null,
  cursor_x integer not null, cursor_y integer not null, bytes_seen integer not null, at integer not null
) strict;
create table idempotency_keys (
  user_id text not null references users(id) on delete cascade, key text not null, request text not null,
  status integer not null, body text not null, at integer not null,
  primary key (user_id, key)
) strict, without rowid;
create index idempotency_keys_by_age on idempotency_keys(at);
`;
