import { expect } from '@playwright/test'
import { z } from 'zod'

const Mail = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  headers: z.record(z.string(), z.string()),
  received_at: z.string(),
})
export type Mail = z.infer<typeof Mail>
const Mails = z.object({ data: z.array(Mail) })

export type Mailbox = ReturnType<typeof makeMailbox>

/** The mail that the app sent. Every test has addresses of its own, so that nobody's mail has to be cleared away. */
export function makeMailbox(url: string) {
  /** What arrived at an address, newest first. */
  const mailsTo = async (to: string) => {
    const response = await fetch(`${url}/email?to=${encodeURIComponent(to)}`)
    return Mails.parse(await response.json()).data
  }

  return {
    url,
    mailsTo,
    /** The newest mail to this address with such a subject, once there is one, or so many. */
    async waitForMail(to: string, subject: RegExp, { mails: expected = 1 } = {}): Promise<Mail> {
      let found: Mail[] = []
      await expect
        .poll(
          async () => {
            found = (await mailsTo(to)).filter((mail) => subject.test(mail.subject))
            return found.length
          },
          { message: `mails to ${to} about ${subject}`, intervals: [50, 100, 200], timeout: 10_000 },
        )
        .toBeGreaterThanOrEqual(expected)
      return Mail.parse(found[0])
    },
  }
}

/** The link in a mail's plain text that leads to this path. */
export function linkIn(mail: Mail, path: RegExp): string {
  const links = mail.text.match(/https?:\/\/\S+/g) ?? []
  return z.string().parse(links.find((link) => path.test(new URL(link).pathname)))
}
