import type { Role } from '@/lib/core/context'

/** Who may change things in a workspace; the others look on. */
export const writers: readonly Role[] = ['owner', 'admin', 'developer']
