/** Workspaces that a person makes, names, deletes and takes back. A row stays while a session's history refers to it. */
export const workspaces = `
alter table workspaces add column is_made integer not null default 1;
alter table workspaces add column deleted_at integer;
alter table workspaces add column gone_at integer;
alter table workspaces add column purged_at integer;
drop index workspaces_default;
create unique index workspaces_default on workspaces(owner_id) where is_default = 1 and deleted_at is null;
create unique index workspaces_by_name on workspaces(owner_id, name collate nocase) where deleted_at is null;
create index workspaces_by_path on workspaces(path) where purged_at is null;
`;
