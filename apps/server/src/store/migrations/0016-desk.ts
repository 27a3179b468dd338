/** Which panes each browser of a person shows, and what a person wants on all of them. */
export const desk = `
create table layouts (
  user_id text not null references users(id) on delete cascade, client text not null,
  layout text not null, updated_at integer not null,
  primary key (user_id, client)
) strict;
create table preferences (
  user_id text primary key references users(id) on delete cascade, preferences text not null
) strict;
`;
