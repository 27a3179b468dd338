/** Access tokens of git hosts (the tokens lie with the other sealed secrets), and where a workspace's pull request is. */
export const forge = `
create table host_tokens (
  id text primary key, user_id text not null references users(id) on delete cascade, host text not null,
  kind text not null, api_url text, user_name text not null,
  created_at integer not null, last_used_at integer, expires_at integer,
  unique (user_id, host)
) strict;
create table pull_requests (
  workspace_id text primary key references workspaces(id) on delete cascade,
  host text not null, kind text not null, project text not null, number integer not null, url text not null
) strict;
`;
