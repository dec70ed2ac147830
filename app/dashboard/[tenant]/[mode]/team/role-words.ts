import type { Role } from '@/lib/core/context'

/** A role's name, and what it comes to in a line; the table on the page has it all. */
export const roleWords: Record<Role, { name: string; hint: string }> = {
  owner: { name: 'Owner', hint: 'Everything, and says who else is an owner.' },
  admin: { name: 'Admin', hint: 'Everything but owners and payments.' },
  developer: { name: 'Developer', hint: 'OTPs, API keys, the fraud guard and the logs.' },
  support: { name: 'Support', hint: 'Looks up OTPs, with phone numbers masked.' },
  billing: { name: 'Billing', hint: 'The plan and the invoices, and no OTPs.' },
}
