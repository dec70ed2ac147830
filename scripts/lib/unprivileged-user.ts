import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'

export interface User {
  name: string
  uid: number
  gid: number
}

/** Postgres refuses to run as root, so root lends it another user; an ordinary user runs it as itself: undefined. */
export function unprivilegedUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name)
    const gid = idOf('-g', name)
    if (uid && gid) return { name, uid, gid }
  }
  throw new Error(
    'Postgres cannot run as root, and there is no user postgres or nobody: run this as another user.',
  )
}

/** The user that existing data already belongs to: nobody else may serve it. */
export function ownerOf(dataDir: string): User | undefined {
  if (process.getuid?.() !== 0 || !existsSync(path.join(dataDir, 'PG_VERSION'))) return undefined
  const { uid, gid } = statSync(dataDir)
  return uid === 0 ? undefined : { name: `user ${uid}`, uid, gid }
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
  return status === 0 ? Number(stdout) : undefined
}

/** Whether the user can list this folder: it may be below a home that only its owner may enter. */
export function canReach(user: User, folder: string): boolean {
  let at = realpathSync(folder)
  if (!allows(user, at, 5)) return false
  while (at !== path.dirname(at)) {
    at = path.dirname(at)
    if (!allows(user, at, 1)) return false
  }
  return true
}

/** `bits` as in one digit of a mode: 4 reads, 1 enters. */
function allows(user: User, folder: string, bits: number): boolean {
  const { uid, gid, mode } = statSync(folder)
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0
  return ((mode >> shift) & bits) === bits
}
