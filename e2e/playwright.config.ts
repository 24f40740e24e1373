import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: 'journeys',
  globalSetup: './harness/setup.ts',
  outputDir: fileURLToPath(new URL('../test-results', import.meta.url)),
  // The browsers that every journey runs in; fixtures.ts looks at the name.
  projects: [{ name: 'chromium' }, { name: 'firefox' }],
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  // A trace makes a journey about twice as slow, so it is taken when one is to be looked at.
  retries: process.env.CI ? 1 : 0,
  use: { screenshot: 'only-on-failure', trace: process.env.TRACE ? 'retain-on-failure' : 'on-first-retry' },
});
