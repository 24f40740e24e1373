import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: '.',
  globalSetup: './harness/setup.ts',
  outputDir: fileURLToPath(new URL('../test-results', import.meta.url)),
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
});
