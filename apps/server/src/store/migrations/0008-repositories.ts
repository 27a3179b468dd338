/** Repositories of git hosts that people clone once and make workspaces from. */
export const repositories = `
create table repositories (
  id text primary key, owner_id text not null references users(id) on delete cascade, url text not null, url_key text not null,
  name text not null, default_branch text, identity_id text, is_complete integer not null default 0,
  fetched_at integer, created_at integer not null,
  unique (owner_id, url_key)
) strict;
alter table workspaces add column repo_id text references repositories(id);
alter table workspaces add column ref text;
alter table workspaces add column branch text;
alter table workspaces add column base_commit text;
alter table workspaces add column identity_id text;
alter table workspaces add column from_id text;
alter table workspaces add column reason text;
create index workspaces_by_repo on workspaces(repo_id) where purged_at is null;
create index workspaces_by_identity on workspaces(identity_id) where purged_at is null;
`;
