import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PlayedApi, problem, testKey } from '@/sdk/fixtures/played-api'
import { RunningCli } from '@/sdk/fixtures/run-cli'

let api: PlayedApi
beforeAll(async () => {
  api = await new PlayedApi().start()
})
afterAll(() => api.stop())

async function run(words: string[], settings: Record<string, string> = { HAWKSEND_API_KEY: testKey }) {
  const cli = new RunningCli(words, settings)
  return { code: await cli.ended, output: cli.output }
}

describe('what was typed wrongly is said, and ends with 2', () => {
  const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
  const cases: [words: string, settings: Record<string, string>, said: string][] = [
    ['listen', {}, 'set HAWKSEND_API_KEY'],
    ['listen', { HAWKSEND_API_KEY: secret }, 'That is no API key'],
    ['listen', { HAWKSEND_API_KEY: 'wsa_live_0000' }, 'add --live'],
    ['trigger otp.verified --live', { HAWKSEND_API_KEY: 'wsa_live_0000' }, 'in test mode only'],
    ['trigger', { HAWKSEND_API_KEY: testKey }, 'trigger takes one type'],
    ['trigger otp.sent otp.failed', { HAWKSEND_API_KEY: testKey }, 'trigger takes one type'],
    ['lisen', { HAWKSEND_API_KEY: testKey }, 'no command “lisen”'],
    ['listen localhost:3000', { HAWKSEND_API_KEY: testKey }, 'Did you mean --forward-to localhost:3000?'],
    ['listen --forward localhost:3000', { HAWKSEND_API_KEY: testKey }, '--forward'],
    ['listen --forward-to http://', { HAWKSEND_API_KEY: testKey }, '--forward-to is to be'],
    ['listen --events otp', { HAWKSEND_API_KEY: testKey }, '“otp”'],
    ['listen --secret whsec_a', { HAWKSEND_API_KEY: testKey }, '--secret'],
    ['listen --base-url http://api.example', { HAWKSEND_API_KEY: testKey }, 'https://'],
  ]
  test.each(cases)('%s with %j', async (words, settings, said) => {
    const { code, output } = await run(words.split(' '), settings)
    expect(output).toContain(said)
    expect(code).toBe(2)
  })
})

describe('what the API does not let it do is said, and ends with 1', () => {
  test.each([
    ['a key that is not known', () => problem(401, 'api_key_invalid'), 'The API key was refused'],
    [
      'a key without the scope',
      () => problem(403, 'scope_missing', { detail: 'The key lacks webhooks:read.' }),
      'The key lacks webhooks:read.',
    ],
    ['something else at the address', () => ({ status: 404, body: '<html>' }), 'is not Hawk Send'],
    ['something else that is content', () => ({ status: 200, body: '<html>' }), 'is not Hawk Send'],
    [
      'a suspended account',
      () => problem(403, 'tenant_suspended', { detail: 'It is suspended.' }),
      'suspended',
    ],
    [
      'words that a terminal would obey',
      () => problem(403, 'x', { detail: '\u001B[2J\u001B]0;x\u0007gone' }),
      'gone',
    ],
  ])('%s', async (_, turn, said) => {
    api.turn = turn
    for (const words of [['listen'], ['trigger', 'otp.verified']]) {
      const { code, output } = await run([...words, '--base-url', api.url])
      expect(output).toContain(said)
      for (const control of ['\u001B', '\u0007']) expect(output).not.toContain(control)
      expect(code).toBe(1)
    }
    api.turn = () => undefined
  })

  test('no API at all', async () => {
    for (const words of [['listen'], ['trigger', 'otp.verified']]) {
      const { code, output } = await run([...words, '--base-url', 'http://127.0.0.1:9'])
      expect(output).toContain('127.0.0.1:9 does not answer')
      expect(code).toBe(1)
    }
  })
})

describe('trigger', () => {
  test('makes one event and says which', async () => {
    const { code, output } = await run(['trigger', 'otp.verified', '--base-url', `${api.url}/api/v1/`])
    expect(output).toMatch(/^otp\.verified {2}evt_\d{26}\n$/)
    expect(code).toBe(0)
    expect(api.made).toEqual(['otp.verified'])
  })

  test('says which types there are when it knows no such one', async () => {
    api.turn = () =>
      problem(422, 'validation_failed', {
        errors: [{ path: 'type', message: 'One of otp.sent, otp.verified.' }],
      })
    const { code, output } = await run(['trigger', 'otp.guessed', '--base-url', api.url])
    expect(output).toContain('One of otp.sent, otp.verified.')
    expect(code).toBe(1)
    api.turn = () => undefined
  })
})

test('help names every command and option', async () => {
  for (const words of [[], ['help'], ['--help'], ['listen', '-h']]) {
    const { code, output } = await run(words, {})
    for (const name of [
      'listen',
      'trigger',
      '--forward-to',
      '--events',
      '--api-key',
      '--base-url',
      '--secret',
      '--live',
    ])
      expect(output).toContain(name)
    expect(code).toBe(0)
  }
})
