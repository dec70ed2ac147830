import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { worldEnvironment } from './scripts/lib/environment.ts'
import { newSecrets } from './scripts/lib/secrets.ts'
import { readSettings, repositoryRoot } from './scripts/lib/settings.ts'

/** Tests that need nothing but the code. */
const unit = [
  'components/**/*.test.ts',
  'lib/core/**/*.test.ts',
  'lib/**/{rules,schema,*-rules,*-schema}.test.ts',
  'lib/house.test.ts',
  'sandbox/**/*.test.ts',
  'scripts/**/*.test.ts',
  'sdk/{events,webhooks}.test.ts',
]

const postgresLauncher = 'scripts/lib/postgres.test.ts'
const never = ['**/node_modules/**', '.next/**', '.data/**']

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: `${repositoryRoot}${path.sep}` }] },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // As in playwright.config.ts; elsewhere a test that fails once has failed.
    retry: process.env.CI ? 1 : 0,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: unit, exclude: [...never, postgresLauncher], env: unitEnvironment() },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: [
            'app/**/*.test.ts',
            'db/**/*.test.ts',
            'lib/**/*.test.ts',
            'sdk/**/*.test.ts',
            postgresLauncher,
          ],
          exclude: [...never, ...unit.filter((pattern) => !pattern.startsWith('scripts'))],
          globalSetup: 'scripts/vitest/global-setup.ts',
          setupFiles: 'scripts/vitest/database-setup.ts',
          testTimeout: 20_000,
        },
      },
    ],
  },
})

/** Settings that hold, so that code may read them, and addresses where nothing answers. */
function unitEnvironment() {
  const settings = readSettings({
    PORT: '1',
    SANDBOX_PORT: '2',
    PG_PORT: '3',
    MAILBOX_PORT: '4',
    SMTP_PORT: '5',
    HAWK_DATA_DIR: '.data/unit',
  })
  return worldEnvironment({ settings, secrets: newSecrets(), appEnv: 'test', nodeEnv: 'test' })
}
