import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@dispatch/client";
import { dataOf, problemOf } from "@dispatch/client/problem";
import type { Tokens } from "@dispatch/protocol/account";
import { PAIRING_WAIT_SECONDS, type PairingAsked } from "@dispatch/protocol/pairing";
import type { Context } from "../context.ts";
import { exitCode, Failure, interrupted } from "../failure.ts";
import { qrCode } from "../output/qr-code.ts";

/** Asks somebody who is signed in elsewhere to let this machine in, and waits for the answer. */
export async function pair(context: Context, client: Client): Promise<Tokens> {
  const body = { device: `Dispatch command line on ${hostname()}` };
  const asked: PairingAsked = dataOf(await client.POST("/api/auth/device", { body }));
  tell(context, asked);
  const endsAt = Date.now() + asked.expiresIn * 1000;
  while (Date.now() < endsAt) {
    const tokens = await answer(context, client, asked);
    if (tokens) return tokens;
  }
  throw new Failure({
    exitCode: exitCode.notSignedIn,
    code: "pairing-not-found",
    what: "Nobody allowed it in time",
    advice: "Run it again for a new code",
  });
}

/** The code itself is for the person and not part of the result; a program gets it as a line of its own. */
function tell(context: Context, asked: PairingAsked): void {
  const { userCode, verificationUrl, verificationUrlComplete, expiresIn } = asked;
  const { json, stderr } = context;
  if (json) return context.print({ userCode, verificationUrl, verificationUrlComplete, expiresIn }, "");
  const code = stderr.isTTY ? `\n${qrCode(verificationUrlComplete)}` : "";
  stderr.write(
    `Open ${verificationUrl} where you are signed in, and enter the code\n\n    ${userCode}\n${code}\nWaiting for that; it ends in ${Math.round(expiresIn / 60)} minutes.\n`,
  );
}

async function answer(
  { signal }: Context,
  client: Client,
  { deviceCode, interval }: PairingAsked,
): Promise<Tokens | undefined> {
  const body = { deviceCode, waitSeconds: PAIRING_WAIT_SECONDS };
  try {
    const given = dataOf(await client.POST("/api/auth/device/token", { body, signal })) as Tokens | object;
    return "accessToken" in given ? given : undefined;
  } catch (error) {
    if (signal.aborted) throw interrupted();
    if (problemOf(error)) throw error;
  }
  // The server is away for a moment, and knows the code again when it is back.
  await delay(interval * 1000, undefined, { signal }).catch(() => undefined);
  if (signal.aborted) throw interrupted();
  return undefined;
}
