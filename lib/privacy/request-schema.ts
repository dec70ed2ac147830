export const requestKinds = ['data_deletion', 'deauthorize'] as const
export type RequestKind = (typeof requestKinds)[number]

/** How far a request to delete has come, for whoever has its code. Nothing in it says whose it is. */
export type DeletionStatus = {
  code: string
  status: 'received' | 'done'
  receivedAt: Date
  endedAt: Date | null
}
