// PostgreSQL's advisory locks share one number space in a database: all of ours stand here, so that no two parts wait for each other by
// accident.

export const ADVISORY_LOCKS = {
  embeddedUsers: 7_232_001,
  migrations: 7_232_002,
  audit: 7_232_003,
  sweep: 7_232_004,
  spending: 7_232_005,
  joining: 7_232_006,
  polling: 7_232_007,
  counting: 7_232_010,
  proposing: 7_232_011,
  digests: 7_232_012,
} as const;
