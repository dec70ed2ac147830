import { createTransport } from 'nodemailer'
import { Email } from '@/lib/core/email'
import { env, senderOf } from '@/lib/core/env'
import { policy } from '@/lib/core/policy'

export type Letter = {
  /** What tells two handings-over of the same mail from two mails. */
  id: string
  to: string
  subject: string
  html: string
  text: string
}

/** `refused`: the server will never take this mail. `lost`: it may be tried again, and may have been taken. */
export type HandOver = { outcome: 'accepted' } | { outcome: 'refused' | 'lost'; reason: string }
export type Mailer = (letter: Letter) => Promise<HandOver>

let ours: Mailer | undefined

/** Hands a mail over to the server of SMTP_URL. Never throws. */
export function handOver(letter: Letter): Promise<HandOver> {
  ours ??= makeMailer(env().SMTP_URL)
  return ours(letter)
}

/**
 * The recipient is one address, given to the server as it is and never as a list that somebody parses. Nothing of a
 * letter names a file or an address to be fetched.
 */
export function makeMailer(url: string): Mailer {
  const from = senderOf(env().MAIL_FROM)
  const transport = createTransport({ ...optionsOf(url), disableFileAccess: true, disableUrlAccess: true })
  const domain = from.address.split('@')[1]
  return async ({ id, to, subject, html, text }) => {
    const address = Email.safeParse(to).data
    if (!address) return { outcome: 'refused', reason: 'not an address' }
    try {
      await transport.sendMail({
        messageId: `<${id}@${domain}>`,
        from,
        to: { name: '', address },
        envelope: { from: from.address, to: [address] },
        subject: subject.replaceAll(/\s+/g, ' '),
        html,
        text,
        textEncoding: 'quoted-printable',
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(policy.mails.attemptSeconds * 1_000),
      })
      return { outcome: 'accepted' }
    } catch (error) {
      return explain(error)
    }
  }
}

const loopback = ['127.0.0.1', '[::1]', 'localhost']

/** Only a mailbox on this machine, and never in production, is spoken to without TLS. */
function optionsOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const isLocal = loopback.includes(hostname) && ['development', 'test'].includes(env().APP_ENV)
  const secure = protocol === 'smtps:'
  return {
    host: hostname.replaceAll(/[[\]]/g, ''),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !isLocal,
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' as const },
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  }
}

/**
 * What the server says of this mail for good; a refused login, or no server at all, says nothing of the mail. Its
 * words are left out, for they may repeat the address.
 */
function explain(error: unknown): HandOver {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  const status = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
  const isOfThisMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  const isFinal = isOfThisMail && status >= 500 && status < 600
  return { outcome: isFinal ? 'refused' : 'lost', reason: status ? `${code} ${status}` : code }
}
