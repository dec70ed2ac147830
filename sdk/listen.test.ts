import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { test as base, describe, expect } from 'vitest'
import { type Received, type Receiver, startReceiver } from '@/lib/gateways/fixtures/receiver'
import { PlayedApi, problem, testKey } from '@/sdk/fixtures/played-api'
import { RunningCli } from '@/sdk/fixtures/run-cli'

type Listen = (...words: string[]) => Promise<RunningCli>
type Played = { api: PlayedApi; app: Receiver; run: (words: string[]) => RunningCli; listen: Listen }

/** The API and the app at either end, and the command between them; each test has its own. */
const test = base.extend<Played>({
  api: async ({ onTestFinished: _ }, use) => {
    const api = await new PlayedApi().start()
    await use(api)
    await api.stop()
  },
  app: async ({ onTestFinished: _ }, use) => {
    const app = await startReceiver()
    await use(app)
    await app.close()
  },
  run: async ({ api }, use) => {
    const running: RunningCli[] = []
    await use((words) => {
      const cli = new RunningCli([...words, '--base-url', api.url], { HAWKSEND_API_KEY: testKey })
      running.push(cli)
      return cli
    })
    await Promise.all(running.map((cli) => cli.stop()))
  },
  listen: async ({ run, app }, use) => {
    await use(async (...words) => {
      const cli = run(['listen', '--forward-to', app.url, ...words])
      await cli.says('q quits')
      return cli
    })
  },
})

const idsOf = (requests: Received[]) => requests.map(({ headers }) => headers['webhook-id'])
const secretIn = ({ output }: RunningCli) => /whsec_\S+/.exec(output)?.[0] ?? ''

describe.concurrent('what happens from now on is posted as a delivery is', { timeout: 30_000 }, () => {
  test('signed with the secret that was printed, and not what had happened before', async ({
    api,
    app,
    listen,
  }) => {
    api.add('otp.sent', {}, 5_000)
    const cli = await listen()
    const data = { object: 'otp', name: 'Ána 😀', '2': 'two', nested: { url: 'https://a.example/b' } }
    const id = api.add('otp.verified', data)
    const [request] = await app.received(1)
    const { timestamp } = api.events[1] ?? {}
    expect(request?.body).toBe(JSON.stringify({ id, type: 'otp.verified', timestamp, mode: 'test', data }))
    expect(request?.headers).toMatchObject({ 'webhook-id': id, 'content-type': 'application/json' })
    const verified = new Webhook(secretIn(cli)).verify(request?.body ?? '', request?.headers ?? {})
    expect(verified).toMatchObject({ id })
    await cli.says(/otp\.verified {2}evt_0+1 {2}200 {2}\d+ ms/)
  })

  test('all of many, each once, in their order', async ({ api, app, listen }) => {
    api.pageSize = 3
    await listen()
    const ids = Array.from({ length: 20 }, () => api.add())
    await app.received(20)
    await sleep(1_500)
    expect(idsOf(app.requests)).toEqual(ids)
  })

  test('only the types that were asked for', async ({ api, app, listen }) => {
    await listen('--events', 'otp.*,message.failed')
    for (const type of ['otp.sent', 'message.sent', 'otpx.sent', 'message.failed']) api.add(type)
    await app.received(2)
    await sleep(1_200)
    expect(app.requests.map(({ body }) => JSON.parse(body).type)).toEqual(['otp.sent', 'message.failed'])
  })

  test('the secret stays the same for a key, and is another when one is given', async ({ listen }) => {
    const [one, two] = [await listen(), await listen()]
    expect(secretIn(one)).toMatch(/^whsec_[\w+/]{32}$/)
    expect(secretIn(two)).toBe(secretIn(one))
    const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
    expect(secretIn(await listen('--secret', secret))).toBe(secret)
  })
})

describe.concurrent('whatever the API does, no event is lost and none comes twice', {
  timeout: 40_000,
}, () => {
  test('it asks for patience, answers nonsense, drops connections and is started again', async ({
    api,
    app,
    listen,
  }) => {
    const cli = await listen()
    const ids = [api.add()]
    await app.received(1)
    const turns = [
      { ...problem(429, 'rate_limited'), headers: { 'retry-after': '1' } },
      problem(500, 'internal_error'),
      'reset' as const,
      { status: 502, body: '<html>' },
    ]
    api.turn = () => turns.shift()
    ids.push(api.add(), api.add())
    await app.received(3)
    await cli.says('Nothing is lost; trying again')
    await cli.says('The API answers again')
    await api.stop()
    await cli.says('does not answer (ECONNREFUSED)')
    ids.push(api.add())
    await api.start()
    await app.received(4)
    await sleep(1_500)
    expect(idsOf(app.requests)).toEqual(ids)
  })

  test('it waits as long as a 429 says', async ({ api, app, listen }) => {
    const cli = await listen()
    const times: number[] = []
    api.turn = () => {
      times.push(Date.now())
      return times.length === 1
        ? { ...problem(429, 'rate_limited'), headers: { 'retry-after': '3' } }
        : undefined
    }
    api.add()
    await app.received(1)
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(2_990)
    await cli.says('The API answers again')
  })

  test('it forgets its cursors', async ({ api, app, listen }) => {
    await listen()
    const ids = [api.add(), api.add()]
    await app.received(2)
    api.epoch = 'b'
    ids.push(api.add())
    await app.received(3)
    await sleep(1_500)
    expect(idsOf(app.requests)).toEqual(ids)
  })

  test('a plan with few requests is not used up', async ({ api, run }) => {
    const cli = run(['listen'])
    const events = { object: 'list', data: [], has_more: false, next_cursor: null }
    const headers = { ratelimit: '"tenant";r=8;t=60' }
    let asked = 0
    api.turn = () => {
      asked += 1
      return { status: 200, headers, body: events }
    }
    await cli.says('events come within about 15 s')
    await cli.says('q quits')
    await sleep(500)
    const before = asked
    await sleep(2_500)
    expect(asked).toBe(before)
  })

  test('a key that is revoked meanwhile ends it, with words', async ({ api, listen }) => {
    const cli = await listen()
    api.turn = () => problem(401, 'api_key_invalid')
    expect(await cli.ended).toBe(1)
    expect(cli.output).toContain('The API key was refused')
  })
})

describe.concurrent('the app at the other end', { timeout: 40_000 }, () => {
  test('r posts the last one again: the same id and body, signed anew', async ({ api, app, listen }) => {
    const cli = await listen()
    cli.press('r')
    await cli.says('nothing to replay')
    api.add()
    await app.received(1)
    await sleep(1_100)
    cli.press('r')
    await cli.says('replayed')
    const [first, again] = app.requests
    expect(again?.body).toBe(first?.body)
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(again?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp'])
    new Webhook(secretIn(cli)).verify(again?.body ?? '', again?.headers ?? {})
  })

  test('what it refuses is told, a redirect is not followed, and the next event comes all the same', async ({
    api,
    app,
    listen,
  }) => {
    const cli = await listen()
    app.behave(500)
    api.add()
    await cli.says(/evt_0+ {2}500/)
    app.behave({ redirect: `${app.url}/elsewhere` })
    api.add()
    await cli.says(/evt_0+1 {2}302/)
    app.behave(200)
    api.add()
    await cli.says(/evt_0+2 {2}200/)
    expect(app.requests.map(({ path }) => path)).toEqual(['/hooks', '/hooks', '/hooks'])
    cli.press('q')
    expect(await cli.ended).toBe(0)
    expect(cli.output).toContain('3 events, 2 not taken.')
  })

  test('it may be started again: what comes meanwhile waits for it', async ({ api, app, listen }) => {
    const cli = await listen()
    await app.close()
    const id = api.add()
    await sleep(2_000)
    const again = await startReceiver(200, { port: app.port })
    expect(idsOf(await again.received(1))).toEqual([id])
    await cli.says(/200/)
    await again.close()
  })

  test('when it is not there the events go by, and say so', async ({ api, app, listen }) => {
    const cli = await listen()
    await app.close()
    for (const _ of [1, 2, 3]) api.add()
    await cli.says(/evt_0+2 {2}ECONNREFUSED: nothing listens at 127/)
  })

  test.for(['q', 'SIGINT', 'SIGTERM'] as const)(
    '%s ends it at once, even while it hangs',
    async (how, { api, app, listen }) => {
      const cli = await listen()
      app.behave('hang')
      api.add()
      await app.received(1)
      const startedAt = Date.now()
      if (how === 'q') cli.press('q')
      else cli.signal(how)
      expect(await cli.ended).toBe(0)
      expect(Date.now() - startedAt).toBeLessThan(3_000)
      expect(cli.output).toContain('1 event, 1 not taken.')
    },
  )
})
