/** Shorter values are words, and would take sentences apart. */
const SECRET_LEAST_CHARACTERS = 8;
const secretNames = /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL|AUTH/i;

/** The text, with what the environment keeps secret made unreadable. */
export function withoutSecrets(text: string, env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .filter(([name, value]) => secretNames.test(name) && value.length >= SECRET_LEAST_CHARACTERS)
    .reduce((left, [, value]) => left.replaceAll(value, "…"), text);
}
