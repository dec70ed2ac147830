import type { SystemTx } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { insertSandboxSender, insertSandboxTemplates } from '@/lib/senders/system'

/**
 * The number that a new workspace tests with, and an approved template in the usual languages, as part of the
 * transaction that makes the workspace. It exists in test mode alone and at Meta not at all: it has no token.
 */
export async function openSandboxSender(
  tx: SystemTx,
  { tenantId, displayName }: { tenantId: string; displayName: string },
): Promise<void> {
  await insertSandboxSender(tx, { ...sandbox, id: newUuid(), tenantId, displayName })
  const { wabaId } = sandbox
  await insertSandboxTemplates(
    tx,
    languages.map((language) => ({ id: newUuid(), tenantId, wabaId, name: 'otp_copy_code', language })),
  )
}

const sandbox = { wabaId: 'sandbox', phoneNumberId: 'sandbox', phone: '+15550100000' }
const languages = ['en_US', 'es', 'pt_BR', 'fr', 'de', 'hi', 'id']
