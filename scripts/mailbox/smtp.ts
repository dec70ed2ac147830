import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { NewMail } from './store'

const mostBytes = 5_000_000

/** Takes every mail from this machine, without TLS or a login, and refuses recipients as a test asks for. */
export function makeSmtpServer(keep: (mail: NewMail) => void): SMTPServer {
  const server = new SMTPServer({
    name: 'mailbox',
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: mostBytes,
    logger: false,
    onRcptTo({ address }, _session, callback) {
      callback(refusalFor(address))
    },
    onData(stream, session, callback) {
      simpleParser(stream, { skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true })
        .then((mail) => {
          const to = session.envelope.rcptTo.map(({ address }) => address)
          for (const recipient of to) keep(readMail(mail, recipient))
          callback()
        })
        .catch((error: unknown) => callback(error instanceof Error ? error : new Error(String(error))))
    },
  })
  server.on('error', () => {
    // A connection that breaks off is its client's affair; a port that is taken is told by whoever listens.
  })
  return server
}

/** `refused@…` does not exist for good, `later@…` is never ready. */
function refusalFor(address: string): Error | null {
  if (address.startsWith('refused@'))
    return Object.assign(new Error('No such mailbox here'), { responseCode: 550 })
  if (address.startsWith('later@')) return Object.assign(new Error('Try again later'), { responseCode: 451 })
  return null
}

function readMail(mail: ParsedMail, recipient: string): NewMail {
  return {
    from: textOf(mail.from),
    to: recipient,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    headers: Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, headerValue(line)])),
  }
}

function textOf(addresses: AddressObject | AddressObject[] | undefined): string {
  return [addresses ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ')
}

/** As it was sent, but on one line. */
function headerValue(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .replaceAll(/\r?\n\s+/g, ' ')
    .trim()
}
