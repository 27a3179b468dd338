type Bounds = { readonly min: number; readonly max: number };

const seconds: Bounds = { min: 0.001, max: 31_536_000 };
const count: Bounds = { min: 1, max: 1_000_000_000 };

/** Between what the numbers among the settings lie, for the schemas and for those who are to type one. */
export const settingBounds = {
  agentSleep: seconds,
  approvalTimeout: seconds,
  retentionDays: { min: 1, max: 36_500 },
  quotaLiveSessions: count,
  quotaStartsPerMinute: count,
  quotaDiskMib: count,
} satisfies Record<string, Bounds>;
