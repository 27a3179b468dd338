import { z } from "zod";
import { SessionId } from "./ids.ts";

/** What a repository says about how its workspaces are made ready to run. It lies at the root of the workspace. */
export const SET_UP_FILE = ".dispatch.json";
export const SET_UP_FILE_LIMIT_BYTES = 64 * 1024;
/** How many ports a workspace has where nothing says otherwise, and how many it can have. */
export const PORTS_BY_DEFAULT = 10;
export const PORTS_LIMIT = 100;
/** How long a check over HTTP waits for an answer. */
export const CHECK_SECONDS_BY_DEFAULT = 60;
const CHECK_SECONDS_LIMIT = 600;

const noNul = (limit: number) =>
  z
    .string()
    .max(limit)
    .regex(/^[^\0]*$/, "must not hold a NUL character");

const CommandLine = noNul(8192)
  .regex(/\S/, "must not be empty")
  .describe("A command line for /bin/sh, run in the workspace.");
const CommandLines = z.union([CommandLine, z.array(CommandLine).min(1).max(50)]);

const PortName = z
  .string()
  .max(50)
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, "must be letters, digits, - and _, and begin with a letter");
const PortReference = z
  .union([PortName, z.int().min(1).max(PORTS_LIMIT)])
  .describe("One of the workspace's ports: its name, or its number counted from 1.");

export const ServiceName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/,
    "must be letters, digits, dots, - and _, and begin with a letter or digit",
  );

const Service = z.strictObject({
  name: ServiceName,
  command: CommandLine,
  port: PortReference.optional().describe("The port it serves at. It is given as PORT too."),
});

const Check = z.union([
  CommandLine,
  z.strictObject({
    port: PortReference,
    path: noNul(2048).startsWith("/").optional().describe("What is asked for; / if it is left out."),
    seconds: z
      .int()
      .min(1)
      .max(CHECK_SECONDS_LIMIT)
      .optional()
      .describe(`How long an answer may take; ${CHECK_SECONDS_BY_DEFAULT} if it is left out.`),
  }),
]);

const VariableName = z
  .string()
  .max(256)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be a variable name: letters, digits and _")
  .refine(
    (name) => !name.startsWith("DISPATCH_"),
    "names that begin with DISPATCH_ are kept for Dispatch itself",
  );

export const SetUpFile = z
  .strictObject({
    $schema: z.string().max(2048).optional().describe("For editors; Dispatch does not look at it."),
    setup: CommandLines.optional().describe(
      "What makes a new workspace ready: run one after another, in a terminal.",
    ),
    teardown: CommandLines.optional().describe("What is run before the workspace is deleted."),
    services: z
      .array(Service)
      .max(50)
      .optional()
      .describe("Programs that can be started in terminals of their own."),
    ports: z
      .union([z.int().min(1).max(PORTS_LIMIT), z.array(PortName).min(1).max(PORTS_LIMIT)])
      .optional()
      .describe("How many ports the workspace has to itself, or their names."),
    carry: z
      .array(noNul(1024).regex(/\S/, "must not be empty"))
      .max(200)
      .optional()
      .describe(
        "Files that git ignores and a new workspace is to get from another one; written as in .gitignore.",
      ),
    check: Check.optional().describe(
      "What proves that the workspace is ready: a command that ends well, or an answer over HTTP at one of its ports.",
    ),
    env: z
      .record(VariableName, noNul(32_768))
      .optional()
      .describe("Variables for set-up, services, check and tear-down. No place for secrets."),
  })
  .superRefine((file, context) => {
    const { services = [], check } = file;
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    const names = portNames(file).map(variableOfPort);
    for (const [index, name] of names.entries())
      if (names.indexOf(name) !== index) wrong(["ports", index], "is there twice");
    for (const [index, { name, port }] of services.entries()) {
      if (services.findIndex((other) => other.name === name) !== index)
        wrong(["services", index, "name"], "is there twice");
      if (port !== undefined && portIndex(file, port) === undefined)
        wrong(["services", index, "port"], NO_SUCH_PORT);
    }
    if (typeof check === "object" && portIndex(file, check.port) === undefined)
      wrong(["check", "port"], NO_SUCH_PORT);
  })
  .describe("How workspaces of this repository are made ready to run.");
export type SetUpFile = z.infer<typeof SetUpFile>;

const NO_SUCH_PORT = "is none of the ports that `ports` speaks of";

export const linesOf = (lines: string | readonly string[] | undefined): readonly string[] =>
  lines === undefined ? [] : typeof lines === "string" ? [lines] : lines;

export const portNames = ({ ports }: Pick<SetUpFile, "ports">): readonly string[] =>
  Array.isArray(ports) ? ports : [];

export const portCount = ({ ports }: Pick<SetUpFile, "ports">): number =>
  Array.isArray(ports) ? ports.length : (ports ?? PORTS_BY_DEFAULT);

/** Which of the workspace's ports is meant, counted from 0. */
export function portIndex(file: Pick<SetUpFile, "ports">, port: string | number): number | undefined {
  const index = typeof port === "number" ? port - 1 : portNames(file).indexOf(port);
  return index >= 0 && index < portCount(file) ? index : undefined;
}

export const variableOfPort = (name: string) => `DISPATCH_PORT_${name.toUpperCase().replaceAll("-", "_")}`;

/** `services[0].port: is none of ...`: what is wrong with the file, and where. */
export function setUpFileFault(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map(({ path, message }) => {
      const place = path
        .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
        .join("");
      return place === "" ? message : `${place.replace(/^\./, "")}: ${message}`;
    })
    .join("; ");
}

export const SetUpState = z.enum(["waiting", "running", "done", "failed", "left-out"]);

/** How making a workspace ready to run goes, or went. */
export const SetUpProgress = z.object({
  state: SetUpState.describe("`left-out`: it was not wanted."),
  sessionId: SessionId.optional().describe("The terminal that it runs in, or ran in last."),
  reason: z.string().optional().describe("Why it failed."),
  problem: z.string().optional().describe("The code of what it failed with."),
  notes: z.array(z.string()).describe("What was carried over, and what was left out."),
});

export const WorkspacePorts = z.object({
  first: z.int(),
  count: z.int(),
  names: z.record(z.string(), z.int()),
});

export const WorkspaceService = z.object({
  name: z.string(),
  command: z.string(),
  port: z.int().optional(),
  sessionId: SessionId.optional().describe("The terminal that was started for it last."),
});

/** What is known about how a workspace is made ready to run. */
export const SetUpDescription = z.object({
  found: z.boolean().describe(`Whether there is a ${SET_UP_FILE}.`),
  file: SetUpFile.optional(),
  fault: z.string().optional().describe("Why the file that is there cannot be used."),
  suggestion: SetUpFile.optional().describe(
    "What one could write, as far as can be told from the files that are there.",
  ),
  detected: z.array(z.string()).describe("The kinds of project that were found."),
});
export type SetUpDescription = z.infer<typeof SetUpDescription>;
