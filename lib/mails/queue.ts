import { afterCommit, asSystem, type SystemTx } from '@/db/tenant'
import { seal } from '@/lib/core/crypto'
import { Email } from '@/lib/core/email'
import { newUuid, platformId } from '@/lib/core/ids'
import { kick } from '@/lib/mails/kick'
import { type Mail, type MailTemplate, mailFields } from '@/lib/mails/schema'
import { insertMail } from '@/lib/mails/system'

/** What a mail says is sealed to its row. */
export const mailPlace = (id: string) =>
  ({ table: 'mails', column: 'fields', tenantId: platformId, rowId: id }) as const

/**
 * Puts a mail on its way, as part of the transaction that gives cause for it: it goes out within seconds of the
 * commit, however often the mail server has to be asked.
 */
export async function queueMailIn<Template extends MailTemplate>(
  tx: SystemTx,
  mail: Mail<Template>,
): Promise<void> {
  const id = newUuid()
  const fields = mailFields[mail.template].parse(mail.fields)
  const fieldsSealed = seal(mailPlace(id), JSON.stringify(fields))
  const { template, dedupeKey = null } = mail
  await insertMail(tx, { id, template, recipient: Email.parse(mail.to), fieldsSealed, dedupeKey })
  afterCommit(tx, kick)
}

export function queueMail<Template extends MailTemplate>(mail: Mail<Template>): Promise<void> {
  return asSystem((tx) => queueMailIn(tx, mail))
}
