import path from 'node:path'
import { expect, test } from 'vitest'
import { readSettings, repositoryRoot } from './settings'

test('without any setting the ports are those of the documentation and the data is in the repository', () => {
  expect(readSettings({})).toMatchObject({
    PORT: 3000,
    SANDBOX_PORT: 3010,
    MAILBOX_PORT: 3020,
    SMTP_PORT: 3025,
    PG_PORT: 3032,
    REDIS_PORT: 3079,
    HAWK_DATA_DIR: path.join(repositoryRoot, '.data'),
  })
})

test('an empty setting is one that is not set, and an absolute folder stays where it is', () => {
  expect(readSettings({ PORT: '', HAWK_DATA_DIR: '/elsewhere' })).toMatchObject({
    PORT: 3000,
    HAWK_DATA_DIR: '/elsewhere',
  })
})

test.each([
  [{ PORT: 'three' }, 'PORT is "three", but it must be a port number from 1 to 65535.'],
  [{ PG_PORT: '70000' }, 'PG_PORT is "70000", but it must be a port number from 1 to 65535.'],
  [{ PORT: '3010' }, 'PORT and SANDBOX_PORT are both 3010: give each a port of its own.'],
  [
    { DATABASE_URL: 'mysql://a', DATABASE_OWNER_URL: 'postgres://b' },
    'DATABASE_URL is "mysql://a", but it must begin with postgres://.',
  ],
  [
    { DATABASE_URL: 'postgres://a' },
    'DATABASE_URL and DATABASE_OWNER_URL go together: set both, or neither.',
  ],
])('a bad value is one clear sentence: %j', (source, sentence) => {
  expect(() => readSettings(source)).toThrow(sentence)
})
