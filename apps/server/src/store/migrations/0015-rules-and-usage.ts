/**
 * Rules for tools; when somebody was called to what waits; what agents have used, which outlasts their sessions and says nothing of what was said in them; what people may
 * spend, and how far they have raised it.
 */
export const rulesAndUsage = `
create table approval_rules (
  id text primary key, level text not null, owner_id text references users(id) on delete cascade,
  workspace_id text references workspaces(id) on delete cascade,
  session integer references sessions(number) on delete cascade,
  effect text not null, tool text not null, pattern text, note text,
  created_at integer not null, created_by text
) strict;
create index approval_rules_by_owner on approval_rules(owner_id, created_at);
create index approval_rules_by_session on approval_rules(session) where session is not null;
alter table approvals add column rung_at integer;
create table usage (
  session_id text not null, turn integer not null, model text not null,
  owner_id text not null references users(id) on delete cascade, provider text not null, day text not null,
  turns integer not null, input_tokens integer not null, output_tokens integer not null,
  cache_read_tokens integer not null, cache_write_tokens integer not null,
  cost_usd real, tool_calls integer not null, worked_ms integer not null,
  primary key (session_id, turn, model)
) strict;
create index usage_by_day on usage(owner_id, day);
create table budgets (
  owner_id text primary key references users(id) on delete cascade, own text not null, raised text not null
) strict;
`;
