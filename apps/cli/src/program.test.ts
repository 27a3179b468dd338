import { PassThrough } from "node:stream";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { createProgram } from "./program.ts";

const program = createProgram({
  stdout: new PassThrough(),
  stderr: new PassThrough(),
  start: () => () => Promise.resolve(),
});
const leaves = (command: Command, name = ""): { name: string; options: string[] }[] =>
  command.commands.length > 0
    ? command.commands.flatMap((child) => leaves(child, `${name} ${child.name()}`.trim()))
    : [{ name, options: command.options.map(({ long }) => long ?? "") }];

test("these are the commands, and no others", () => {
  expect(leaves(program).map(({ name }) => name)).toEqual(
    "serve,stop,status,doctor,login,logout,whoami,run,new terminal,new agent,new editor,ls,attach,send,wait,approvals,approve,deny,logs,screen,interrupt,stop-session,resume,rm,export,share,shares,unshare,rules ls,rules add,rules rm,rules test,usage,budget ls,budget set,budget rm,workspace ls,workspace create,workspace retry,workspace set,workspace rename,workspace rm,workspace restore,workspace usage,workspace orphans,workspace setup,workspace service,pr open,pr show,file ls,file cat,file put,file get,file mv,file cp,file mkdir,file rm,file deleted,file restore,file clear,file search,file watch,edit,diff,commit,push,pull,snapshot create,snapshot ls,snapshot diff,snapshot restore,restore,git status,git log,git branches,git rebase,repo ls,repo add,repo show,repo fetch,repo branches,repo set,repo rm,identity ls,identity create,identity import,identity show,identity rm,identity test,identity trust,identity token ls,identity token add,identity token rm,identity token test,agent list,agent install,agent uninstall,agent login,agent logout,key create,key ls,key rm,logins ls,logins end,user ls,user invite,user invites,user uninvite,user role,user disable,user enable,user reset-password,audit ls,audit verify,audit export,secrets rotate,mcp".split(
      ",",
    ),
  );
});

test("every command takes --json, --server and --token", () => {
  for (const { options } of leaves(program))
    expect(options).toEqual(expect.arrayContaining(["--json", "--server", "--token"]));
});
