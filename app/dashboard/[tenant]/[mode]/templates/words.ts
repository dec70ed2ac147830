import type { Category } from '@/lib/templates/schema'

export const categoryWords: Record<Category, string> = {
  authentication: 'Authentication',
  utility: 'Utility',
  marketing: 'Marketing',
}

const entries: Record<string, string> = {
  submitted: 'Handed in',
  pending: 'In review',
  approved: 'Approved',
  rejected: 'Rejected',
  paused: 'Paused',
  disabled: 'Disabled',
  flagged: 'Flagged: close to being paused',
  reinstated: 'Reinstated',
  unarchived: 'Back from the archive',
  archived: 'Archived',
  deleted: 'Deleted',
  pending_deletion: 'Being deleted',
  edited: 'Edited',
  edit_refused: 'Edit refused',
  in_appeal: 'In appeal',
  locked: 'Locked',
  limit_exceeded: 'Over the limit',
}

const qualities: Record<string, string> = { green: 'high', yellow: 'medium', red: 'low' }

/** What happened, in words; a word of Meta's that we do not know is shown as it is. */
export function entryWords(status: string): string {
  const quality = /^quality_(\w+)$/.exec(status)?.[1]
  if (quality) return `Quality: ${qualities[quality] ?? 'not rated'}`
  const announced = /^category_change_to_(\w+)$/.exec(status)?.[1]
  if (announced) return `Will count as ${announced}`
  const category = /^category_(\w+)$/.exec(status)?.[1]
  if (category) return `Counts as ${category}`
  return entries[status] ?? status.replaceAll('_', ' ')
}
