import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{api,bot,cli,core,platform,scripts,worker}/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/embedded-postgres-setup.ts'],
    pool: 'forks',
    // Two cores is what the smallest machine has.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
});
