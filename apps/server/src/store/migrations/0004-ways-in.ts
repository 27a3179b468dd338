/** Other ways in than a password: sign-in providers, accounts there, passkeys, and devices that are being paired. */
export const waysIn = `
create table sign_in_providers (
  id text primary key, kind text not null, name text not null, issuer text not null, client_id text not null,
  enabled integer not null, created_at integer not null
) strict;
create table external_accounts (
  id text primary key, user_id text not null references users(id) on delete cascade,
  kind text not null, issuer text not null, subject text not null, label text not null,
  created_at integer not null, last_used_at integer not null,
  unique (kind, issuer, subject)
) strict;
create index external_accounts_by_user on external_accounts(user_id);
create table passkeys (
  id text primary key, user_id text not null references users(id) on delete cascade, name text not null,
  credential_id text not null unique, public_key blob not null, counter integer not null, transports text not null,
  created_at integer not null, last_used_at integer
) strict;
create index passkeys_by_user on passkeys(user_id);
create table sign_in_steps (
  hash text primary key, purpose text not null, facts text not null,
  created_at integer not null, expires_at integer not null
) strict, without rowid;
create index sign_in_steps_by_end on sign_in_steps(expires_at);
create table pairings (
  hash text primary key, user_code_hash text unique, status text not null,
  user_id text references users(id) on delete cascade, device text not null, address text not null,
  created_at integer not null, expires_at integer not null
) strict, without rowid;
create index pairings_by_end on pairings(expires_at);
`;
