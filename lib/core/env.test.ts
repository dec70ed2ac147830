import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { EnvSchema, parseEnv } from './env'
import { envExample } from './env-example'

const enough = {
  DATABASE_URL: 'postgres://hawk_app:secret@127.0.0.1:5432/hawk',
  HAWK_KEYS: `k1:${'a'.repeat(43)}=`,
  META_APP_SECRET: 'x'.repeat(32),
  META_VERIFY_TOKEN: 'x'.repeat(16),
  CRON_SECRET: 'x'.repeat(32),
}

test('with what has no default, all the rest is there', () => {
  expect(parseEnv(enough)).toMatchObject({
    ...enough,
    APP_ENV: 'development',
    NODE_ENV: 'production',
    META_GRAPH_URL: 'https://graph.facebook.com',
    PORT: 3000,
    TRUSTED_PROXIES: '',
  })
})

describe('what does not hold is refused in one sentence that names it', () => {
  test.each(Object.keys(enough))('%s is missing', (name) => {
    expect(() => parseEnv({ ...enough, [name]: undefined })).toThrow(sentenceAbout(name))
  })

  test.each<[string, string]>([
    ['APP_ENV', 'prod'],
    ['APP_ORIGIN', 'localhost'],
    ['DATABASE_URL', 'mysql://x'],
    ['UPSTASH_REDIS_REST_URL', 'redis'],
    ['UPSTASH_REDIS_REST_TOKEN', 'short'],
    ['HAWK_KEYS', ''],
    ['HAWK_KEYS', 'a'.repeat(44)],
    ['HAWK_KEYS', `k1:${'a'.repeat(42)}`],
    ['HAWK_KEYS', `k1:${'a'.repeat(43)}=,`],
    ['META_APP_SECRET', 'short'],
    ['META_VERIFY_TOKEN', 'short'],
    ['META_GRAPH_URL', 'graph'],
    ['META_GRAPH_VERSION', '25'],
    ['SMTP_URL', 'mail.example'],
    ['SMTP_URL', 'https://mail.example'],
    ['SMTP_URL', 'smtps://mail.example?tls.rejectUnauthorized=false'],
    ['SMTP_URL', 'smtp://mail.example/?ignoreTLS=true'],
    ['MAIL_FROM', 'mail@hawksend.example'],
    ['MAIL_FROM', 'Hawk Send <mail>'],
    ['MAIL_FROM', 'Hawk Send <mail@a.example>, <mail@b.example>'],
    ['MAIL_FROM', 'Hawk Send\r\nBcc: x <mail@a.example>'],
    ['CRON_SECRET', 'short'],
    ['SCHEDULER', 'none'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'prod'],
  ])('%s is %j', (name, value) => {
    expect(() => parseEnv({ ...enough, [name]: value })).toThrow(sentenceAbout(name))
  })

  test.each([
    { UPSTASH_REDIS_REST_URL: 'https://redis.example' },
    { UPSTASH_REDIS_REST_TOKEN: 'x'.repeat(16) },
  ])('only one of the two for Redis: %o', (half) => {
    expect(() => parseEnv({ ...enough, ...half })).toThrow(/UPSTASH_REDIS_REST_URL and .* go together/)
  })

  test('all of them at once', () => {
    expect(() => parseEnv({})).toThrow(
      /DATABASE_URL.*HAWK_KEYS.*META_APP_SECRET.*META_VERIFY_TOKEN.*CRON_SECRET.*See \.env\.example\.$/,
    )
  })

  test('and no value is ever repeated in it', () => {
    const secret = 'short-secret'
    for (const name of Object.keys(enough))
      expect(() => parseEnv({ ...enough, [name]: secret })).not.toThrow(new RegExp(secret))
  })
})

describe.each(['staging', 'production'])('in %s', (APP_ENV) => {
  const https = {
    ...enough,
    UPSTASH_REDIS_REST_URL: 'https://redis.example',
    UPSTASH_REDIS_REST_TOKEN: 'x'.repeat(16),
    SMTP_URL: 'smtps://login:secret@mail.example:465',
    MAIL_FROM: 'Hawk Send <mail@hawk.example>',
    APP_ENV,
    APP_ORIGIN: 'https://hawk.example',
  }

  test.each(['APP_ORIGIN', 'META_GRAPH_URL', 'UPSTASH_REDIS_REST_URL'])('%s must be https', (name) => {
    expect(parseEnv(https)).toMatchObject({ APP_ENV })
    expect(() => parseEnv({ ...https, [name]: 'http://hawk.example' })).toThrow(
      `${name} must be https in ${APP_ENV}.`,
    )
  })

  test('a password is hashed a million times at least', () => {
    expect(() => parseEnv({ ...https, PASSWORD_ITERATIONS: '999999' })).toThrow(
      `PASSWORD_ITERATIONS must be at least 1000000 in ${APP_ENV}.`,
    )
    expect(parseEnv({ ...https, PASSWORD_ITERATIONS: '1500000' }).PASSWORD_ITERATIONS).toBe(1_500_000)
    expect(parseEnv(https).PASSWORD_ITERATIONS).toBe(undefined)
  })

  test.each(['SMTP_URL', 'MAIL_FROM'])('%s must be set: there is no mailbox', (name) => {
    expect(() => parseEnv({ ...https, [name]: undefined })).toThrow(`${name} must be set in ${APP_ENV}.`)
  })
})

test('fewer hashes of a password than a million are for tests alone', () => {
  expect(() => parseEnv({ ...enough, PASSWORD_ITERATIONS: '1000' })).toThrow(
    'at least 1000000 in development',
  )
  expect(parseEnv({ ...enough, APP_ENV: 'test', PASSWORD_ITERATIONS: '1000' }).PASSWORD_ITERATIONS).toBe(
    1_000,
  )
})

test('.env.example is what the settings say of themselves', () => {
  expect(readFileSync('.env.example', 'utf8')).toBe(envExample())
})

test('every setting has a sentence', () => {
  for (const schema of Object.values(EnvSchema.shape)) expect(schema.description).toMatch(/^[A-Za-z].+\.$/)
})

function sentenceAbout(name: string): RegExp {
  return new RegExp(`^The settings do not hold: ${name} [^;\n]+\\. See \\.env\\.example\\.$`)
}
