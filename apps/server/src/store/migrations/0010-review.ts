/** What a person has looked at in a workspace, and what they said about it. It goes with the workspace. */
export const review = `
create table review_marks (
  workspace_id text not null references workspaces(id) on delete cascade, path text not null,
  hash text not null, at integer not null,
  primary key (workspace_id, path)
) strict;
create table review_comments (
  id text primary key, workspace_id text not null references workspaces(id) on delete cascade,
  path text not null, side text not null, line integer not null, context text not null,
  text text not null, is_resolved integer not null, sent_at integer,
  created_at integer not null, updated_at integer not null
) strict;
create index review_comments_by_workspace on review_comments(workspace_id, created_at);
`;
