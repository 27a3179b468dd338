/** How workspaces are made ready to run, and the ports that each has to itself. */
export const setUp = `
create table set_ups (
  workspace_id text primary key references workspaces(id) on delete cascade,
  state text not null, is_tree_made integer not null, carry_from_id text, runs integer not null, session_id text,
  failure text, notes text not null, file text, services text not null
) strict;
create table port_blocks (
  workspace_id text primary key references workspaces(id) on delete cascade,
  first integer not null, count integer not null
) strict;
`;
