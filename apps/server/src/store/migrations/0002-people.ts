/** Several people: where a login came from, accounts that are switched off, and links that work once. */
export const people = `
alter table users add column disabled_at integer;
alter table logins add column address text not null default '';
create table one_time_links (
  id text primary key, purpose text not null, hash text not null unique,
  role text, user_id text references users(id) on delete cascade,
  created_by text not null references users(id) on delete cascade,
  created_at integer not null, expires_at integer not null, used_at integer
) strict;
create index one_time_links_by_purpose on one_time_links(purpose, expires_at);
`;
