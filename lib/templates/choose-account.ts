import type { TenantTx } from '@/db/tenant'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import {
  findSenderAccount,
  selectTemplateAccounts,
  type TemplateAccount,
} from '@/lib/templates/account-store'

type Choice = { account?: string | undefined; sender?: string | undefined }

/** The account that was named, or that of the number that was, or the primary number's. Throws `no_sender`. */
export async function chooseAccount(tx: TenantTx, { account, sender }: Choice): Promise<TemplateAccount> {
  const accounts = await selectTemplateAccounts(tx)
  if (account !== undefined) {
    const uuid = fromTypeId('account', account)
    return found(accounts.find(({ accountId }) => uuid !== null && accountId === uuid))
  }
  if (sender !== undefined) {
    const uuid = fromTypeId('sender', sender)
    const wabaId = uuid && (await findSenderAccount(tx, uuid))
    return found(accounts.find((one) => one.wabaId === wabaId))
  }
  return found(accounts.find(({ hasPrimary }) => hasPrimary) ?? accounts[0])
}

function found(account: TemplateAccount | undefined): TemplateAccount {
  if (account) return account
  throw new AppError('no_sender', { detail: 'Connect a number first: templates belong to its account.' })
}
