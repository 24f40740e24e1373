import { defineConfig } from 'vitest/config';

/**
 * `unit` needs nothing but the sources; `built` looks at what `npm run build` made; `translations` at whether the
 * other languages have followed English.
 */
export default defineConfig({
  test: {
    // A busy machine is no failure; what hangs still ends.
    testTimeout: 30_000,
    // Vitest leaves one core idle, which of two is half.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'unit', include: ['{src,demo,e2e}/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: { name: 'translations', include: ['tools/translations/*.test.ts'] },
      },
      { extends: true, test: { name: 'built', include: ['tools/*.test.ts'] } },
      { extends: true, test: { name: 'store', include: ['tools/store/*.test.ts'] } },
    ],
  },
});
