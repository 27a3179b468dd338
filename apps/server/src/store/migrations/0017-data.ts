/** Ended sessions in the order they ended, for those who clear them away; keys that are switched off for a while. */
export const data = `
create index sessions_ended on sessions(ended_at, number) where removed_at is null;
alter table api_keys add column disabled_at integer;
`;
