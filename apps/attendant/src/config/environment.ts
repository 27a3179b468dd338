/** What programs that an attendant starts begin with: its own environment is the person's, made by the runner. */
export const ownEnvironment: Readonly<NodeJS.ProcessEnv> = process.env;
