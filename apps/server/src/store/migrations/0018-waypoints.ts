/** Screens along the recordings of terminals, from which any point of them is reached; a cache like the screens at their ends. */
export const waypoints = `
create table session_waypoints (
  session integer not null, seq integer not null, cols integer not null, rows integer not null,
  title text not null, text text not null, restore text not null,
  cursor_x integer not null, cursor_y integer not null, bytes_seen integer not null, at integer not null,
  primary key (session, seq)
) strict;
`;
