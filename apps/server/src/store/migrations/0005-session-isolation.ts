/** How each session's latest process is kept apart from the machine. */
export const sessionIsolation = `
alter table sessions add column isolation text;
`;
