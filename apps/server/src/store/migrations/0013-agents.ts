/** Agents: what is known of each, what waits to be told to them, and what waits for a person. */
export const agents = `
alter table sessions add column agent text;
alter table sessions add column source_end integer not null default 0;
create table prompts (
  message_id text primary key, session integer not null references sessions(number) on delete cascade,
  position integer not null, state text not null, text text not null, images text, is_steering integer not null,
  said_by text, created_at integer not null
) strict;
create index prompts_by_session on prompts(session, position);
create table approvals (
  id text primary key, session integer not null references sessions(number) on delete cascade,
  owner_id text not null references users(id), type text not null, state text not null,
  ask_id text, launch integer not null, prompt text not null, detail text not null,
  created_at integer not null, expires_at integer, answered_at integer,
  decision text, decided_by text, message text, answer text, is_delivered integer not null
) strict;
create index approvals_open on approvals(owner_id, created_at) where state = 'open';
create index approvals_by_owner on approvals(owner_id, created_at);
create index approvals_by_session on approvals(session, created_at);
`;
