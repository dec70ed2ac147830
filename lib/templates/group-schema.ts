import type { TemplateObject } from '@/lib/templates/schema'

export type TemplateGroup = { name: string; templates: TemplateObject[] }
export type TemplateGroups = {
  accounts: { id: string | null; waba_id: string; name: string | null; synced_at: string | null }[]
  groups: TemplateGroup[]
  /** There are more than are looked at here. */
  isCut: boolean
}

/** What deleting would break. */
export type DeletionImpact = {
  lastUsedAt: string | null
  /** Languages in which no code could be sent any more, when this one alone goes, and when all of the name do. */
  lostAlone: string[]
  lostWithAll: string[]
}
