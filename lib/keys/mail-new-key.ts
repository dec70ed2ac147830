import { asSystem } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { keyMail } from '@/lib/keys/key-mail'
import { findWorkspace } from '@/lib/keys/notice-system'
import type { ApiKeyRow } from '@/lib/keys/store'
import { queueMailIn } from '@/lib/mails/queue'
import { listOwnersIn } from '@/lib/tenants/list-owners'

/** Tells the owners and whoever made it that there is a key more; never what it is. Runs after the commit. */
export function mailNewKey({ tenantId, actor }: Ctx, key: ApiKeyRow): Promise<void> {
  return asSystem(async (tx) => {
    const workspace = await findWorkspace(tx, tenantId)
    if (!workspace || actor.type !== 'user') return
    const people = new Map([...(await listOwnersIn(tx, tenantId)), actor].map(({ id, email }) => [id, email]))
    for (const [userId, to] of people)
      await queueMailIn(tx, {
        template: 'key_created',
        to,
        fields: { ...keyMail(workspace, key), mode: key.mode, createdBy: actor.email },
        dedupeKey: `key_created ${key.id} ${userId}`,
      })
  })
}
