/** What programs in terminals say of themselves: title and bell, and up to which event they are known. */
export const terminalSigns = `
alter table sessions add column terminal text;
`;
