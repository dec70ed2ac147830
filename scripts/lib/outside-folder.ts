import { createHash, randomUUID } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'

/**
 * The folder that stands in for `dir` when the user that Postgres runs as cannot reach `dir`, as when root works below
 * its own home. Its name comes from the path, so two clones never share one.
 */
export function outsideFolder(dir: string): string {
  const place = path.join(realpathSync(path.dirname(dir)), path.basename(dir))
  const key = createHash('sha256').update(place).digest('hex').slice(0, 16)
  return path.join(persistentFolder(), `hawk-send-${key}`)
}

export function isKeptOutside(dir: string): boolean {
  return existsSync(path.join(dir, 'token'))
}

/** When a clone was deleted and another made in its place, the old one's data must not come back. */
export function isOutsideFolderOurs(dir: string): boolean {
  const folder = outsideFolder(dir)
  const [inside, outside] = [dir, folder].map(readToken)
  if (inside === undefined || inside !== outside) return false
  const { uid, mode } = lstatSync(folder)
  return uid === 0 && (mode & 0o022) === 0
}

/** Removes what is there and makes the folder anew, bound to `dir` by a token that both carry. */
export function remakeOutsideFolder(dir: string): void {
  const folder = outsideFolder(dir)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  chmodSync(folder, 0o755)
  mkdirSync(dir, { recursive: true })
  const token = randomUUID()
  for (const place of [dir, folder]) writeFileSync(path.join(place, 'token'), token)
}

function readToken(folder: string): string | undefined {
  const file = path.join(folder, 'token')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** Files in /var/tmp are swept away after a month on many systems, so it is the second choice. */
function persistentFolder(): string {
  try {
    accessSync('/var/lib', constants.W_OK)
    return '/var/lib'
  } catch {
    return '/var/tmp'
  }
}
