/** What people gave for providers of agents (keys lie with the other sealed secrets), and what their agents offered. */
export const providers = `
create table provider_keys (
  user_id text not null references users(id) on delete cascade, provider text not null,
  kind text, base_url text, variables text not null, updated_at integer not null,
  primary key (user_id, provider)
) strict, without rowid;
create table agent_offers (
  provider text not null, user_id text not null references users(id) on delete cascade,
  offers text not null, learned_at integer not null,
  primary key (user_id, provider)
) strict, without rowid;
`;
