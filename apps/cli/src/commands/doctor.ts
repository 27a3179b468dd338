import type { Register } from "../program.ts";
import { exitCode } from "../failure.ts";

const marks = { ok: "ok  ", warn: "warn", fail: "FAIL" } as const;

export const registerDoctor: Register = (program, start) => {
  program
    .command("doctor")
    .summary("look for what is wrong, and say how to mend it")
    .description(
      "Check this machine's installation. Works with and without a running server; exit code 1 when a check fails.",
    )
    .action(
      start(async ({ context }) => {
        const { examine } = await import("../doctor/examine.ts");
        let failed = false;
        for await (const { name, state, found, fix } of examine(context)) {
          failed ||= state === "fail";
          const line = `${marks[state]}  ${name}: ${found}`;
          context.print(
            { name, state, found, ...(fix ? { fix } : {}) },
            fix ? `${line}\n      ${fix}` : line,
          );
        }
        return failed ? exitCode.failed : exitCode.done;
      }),
    );
};
