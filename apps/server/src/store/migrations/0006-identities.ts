/** Who people are to git hosts. The private keys lie with the other sealed secrets. */
export const identities = `
create table identities (
  id text primary key, user_id text not null references users(id) on delete cascade, name text not null,
  author_name text not null, author_email text not null, public_key text not null,
  is_default integer not null, created_at integer not null,
  unique (user_id, name)
) strict;
create unique index identities_default on identities(user_id) where is_default = 1;
`;
