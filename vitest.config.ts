import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{api,bot,cli,core,platform,scripts,web,worker}/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/embedded-postgres-setup.ts'],
    pool: 'forks',
    // Two cores is what the smallest machine has.
    maxWorkers: 3,
    // A machine that others work on is three times as slow; what hangs is ended all the same.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // A second is too short for a page on a busy machine.
    expect: { poll: { timeout: 30_000 } },
  },
});
