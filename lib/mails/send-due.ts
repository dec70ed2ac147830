import { asSystem } from '@/db/tenant'
import { unseal } from '@/lib/core/crypto'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'
import { handOver, type Mailer } from '@/lib/gateways/mail'
import { mailPlace } from '@/lib/mails/queue'
import { renderMail } from '@/lib/mails/render'
import { isStale, retryDelaySeconds } from '@/lib/mails/rules'
import { isMailTemplate, type MailFields, type MailTemplate, mailFields } from '@/lib/mails/schema'
import { claimDueMails, type MailRow, markFailed, markSent, postpone } from '@/lib/mails/system'

const { lanes } = policy.mails

/**
 * Hands over every mail whose time has come. Safe to run many at once: a mail belongs to whoever has claimed it, and
 * each lane claims the next only when it can begin with it. What dies with a mail in hand leaves it to the lease's end;
 * it then goes out with the same Message-ID, by which a repeat can be told.
 */
export async function sendDueMails(mailer: Mailer = handOver): Promise<{ taken: number }> {
  const first = await claim(lanes)
  const taken = await Promise.all(first.map((mail) => work(mail, mailer)))
  return { taken: taken.reduce((sum, count) => sum + count, 0) }
}

async function work(first: MailRow, mailer: Mailer): Promise<number> {
  let taken = 0
  for (let mail: MailRow | undefined = first; mail; [mail] = await claim(1)) {
    taken++
    await takeUp(mail, mailer)
  }
  return taken
}

function claim(limit: number): Promise<MailRow[]> {
  return asSystem((tx) => claimDueMails(tx, limit))
}

async function takeUp(mail: MailRow, mailer: Mailer): Promise<void> {
  try {
    const template = templateOf(mail)
    const fields = readFields(template, mail)
    if (isStale(fields, mail.ageSeconds)) return await giveUp(mail, 'stale')
    const letter = await renderMail(template, fields)
    const result = await mailer({ id: mail.id, to: mail.recipient, ...letter })
    if (result.outcome === 'accepted') return await asSystem((tx) => markSent(tx, mail))
    if (result.outcome === 'refused') return await giveUp(mail, result.reason)
    await tryLater(mail, result.reason)
  } catch (error) {
    log.error('a mail could not be made', { mailId: mail.id, template: mail.template, err: error })
    await tryLater(mail, 'not made').catch(() => {})
  }
}

function templateOf({ template }: MailRow): MailTemplate {
  if (!isMailTemplate(template)) throw new Error('There is no such template.')
  return template
}

/** What it is to say, held against what its template asks for. */
function readFields(template: MailTemplate, { id, fieldsSealed }: MailRow): MailFields<MailTemplate> {
  if (fieldsSealed === null) throw new Error('There is nothing to say.')
  return mailFields[template].parse(JSON.parse(unseal(mailPlace(id), fieldsSealed)))
}

async function tryLater(mail: MailRow, reason: string): Promise<void> {
  const delay = retryDelaySeconds(mail.attempts)
  if (delay === null) return giveUp(mail, reason)
  log.warn('a mail has to wait', { mailId: mail.id, template: mail.template, attempt: mail.attempts, reason })
  await asSystem((tx) => postpone(tx, mail, delay, reason))
}

async function giveUp(mail: MailRow, reason: string): Promise<void> {
  log.error('a mail is given up', { mailId: mail.id, template: mail.template, reason })
  await asSystem((tx) => markFailed(tx, mail, reason))
}
