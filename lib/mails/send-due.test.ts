import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { asSystem } from '@/db/tenant'
import { mailsTo } from '@/lib/core/fixtures/mailbox'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { handOver, type Mailer, makeMailer } from '@/lib/gateways/mail'
import { makeDue, queueCode } from '@/lib/mails/fixtures/queued'
import { queueMailIn } from '@/lib/mails/queue'
import { sendDueMails } from '@/lib/mails/send-due'
import { startMailbox } from '@/scripts/mailbox/start'

const { attempts, retrySeconds, leaseSeconds } = policy.mails

describe('a queued mail', () => {
  test('goes out, and what it said is erased', async () => {
    const { to, code, state } = await queueCode()
    expect(JSON.stringify(await state())).not.toContain(code)
    await sendDueMails()
    const [mail, ...others] = await mailsTo(to)
    expect(others).toEqual([])
    expect(mail).toMatchObject({ to, subject: `${code} is your Hawk Send code` })
    expect(mail?.text).toContain(code)
    expect(mail?.headers).toMatchObject({ 'auto-submitted': 'auto-generated', to })
    expect(await state()).toMatchObject({ sent: true, failed: false, fields: null, attempts: 1 })
  })

  test('does not go out when its transaction fails', async () => {
    const to = `p-${newUuid()}@example.test`
    const fields = { workspace: 'Kestrel', reason: 'spam' }
    const failing = asSystem(async (tx) => {
      await queueMailIn(tx, { template: 'workspace_suspended', to, fields })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await sendDueMails()
    expect(await mailsTo(to)).toEqual([])
  })

  test('goes out once for all that are asked for with the same key', async () => {
    const dedupeKey = newUuid()
    const { to } = await queueCode({ dedupeKey })
    await Promise.all(Array.from({ length: 5 }, () => queueCode({ to, dedupeKey })))
    await sendDueMails()
    expect(await mailsTo(to)).toHaveLength(1)
  })

  test('goes out once, though ten look for it at once', async () => {
    const queued = await Promise.all(Array.from({ length: 12 }, () => queueCode()))
    await Promise.all(Array.from({ length: 10 }, () => sendDueMails()))
    for (const { to, state } of queued) {
      expect(await mailsTo(to)).toHaveLength(1)
      expect(await state()).toMatchObject({ sent: true, attempts: 1 })
    }
  })
})

describe('a mail server that is away', () => {
  test('gets the mail when it is back, once', async () => {
    const { to, state } = await queueCode()
    const mailbox = await startMailbox({ smtpPort: 0, port: 0, appOrigin: 'http://localhost' })
    await mailbox.stop()
    const mailer = makeMailer(`smtp://127.0.0.1:${mailbox.smtpPort}`)
    await sendDueMails(mailer)
    expect(await state()).toMatchObject({ sent: false, failed: false, failure: 'ESOCKET', attempts: 1 })
    await sendDueMails(mailer)
    expect(await state()).toMatchObject({ attempts: 1 })
    const back = await startMailbox({ smtpPort: mailbox.smtpPort, port: 0, appOrigin: 'http://localhost' })
    await makeDue(to)
    await sendDueMails(mailer)
    await sendDueMails(mailer)
    expect(back.store.list(to)).toHaveLength(1)
    expect(await state()).toMatchObject({ sent: true, failure: null, fields: null, attempts: 2 })
    await back.stop()
  })

  test('is asked less and less often, and in the end the mail is given up and says nothing', async () => {
    const { to, state } = await queueCode()
    const away: Mailer = async () => ({ outcome: 'lost', reason: 'ECONNECTION' })
    for (let attempt = 1; attempt <= attempts; attempt++) {
      await makeDue(to)
      await sendDueMails(away)
      const { wait, failed, ...rest } = await state()
      expect(rest.attempts).toBe(attempt)
      expect(failed).toBe(attempt === attempts)
      if (failed) expect(rest).toMatchObject({ sent: false, fields: null, failure: 'ECONNECTION' })
      else expect(Math.round(wait)).toBe(Math.min(retrySeconds.first * 2 ** (attempt - 1), retrySeconds.most))
    }
    await makeDue(to)
    await sendDueMails()
    expect(await mailsTo(to)).toEqual([])
  })
})

test('what the server refuses for good is not tried again, what it refuses for now is', async () => {
  const never = await queueCode({ to: `refused@${newUuid()}.test` })
  const later = await queueCode({ to: `later@${newUuid()}.test` })
  await sendDueMails()
  expect(await never.state()).toMatchObject({ failed: true, fields: null, failure: 'EENVELOPE 550' })
  expect(await later.state()).toMatchObject({ failed: false, sent: false, failure: 'EENVELOPE 451' })
})

test('a code that no longer works is not sent', async () => {
  const { to, state } = await queueCode()
  await owner`update mails set created_at = created_at - interval '10 minutes' where recipient = ${to}`
  await sendDueMails()
  expect(await mailsTo(to)).toEqual([])
  expect(await state()).toMatchObject({ failed: true, failure: 'stale', fields: null })
})

describe('a process that dies with a mail in hand', () => {
  test('leaves it to the next, which can be told by its Message-ID from another mail', async () => {
    const { to, state } = await queueCode()
    let isTaken = () => {}
    const taken = new Promise<void>((resolve) => {
      isTaken = resolve
    })
    const dying: Mailer = async (letter) => {
      await handOver(letter)
      isTaken()
      return new Promise(() => {})
    }
    void sendDueMails(dying)
    await taken
    await sendDueMails()
    expect(await mailsTo(to)).toHaveLength(1)
    await owner`update mails set leased_until = leased_until - make_interval(secs => ${leaseSeconds}) where recipient = ${to}`
    await sendDueMails()
    const arrived = await mailsTo(to)
    expect(arrived).toHaveLength(2)
    const { id } = await state()
    for (const { headers } of arrived) expect(headers['message-id']).toBe(`<${id}@hawksend.test>`)
    expect(await state()).toMatchObject({ sent: true, attempts: 2 })
  })

  test('and was only slow does not undo what the next has done', async () => {
    const { to, state } = await queueCode()
    const slow: Mailer = async () => {
      await makeDue(to)
      await sendDueMails()
      return { outcome: 'refused', reason: 'EENVELOPE 550' }
    }
    await sendDueMails(slow)
    expect(await state()).toMatchObject({ sent: true, failed: false, failure: null })
  })
})
