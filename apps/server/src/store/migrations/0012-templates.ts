/** Workspaces that a person marked to be copied. */
export const templates = `
alter table workspaces add column is_template integer not null default 0;
`;
