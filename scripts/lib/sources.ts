import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** A hash over the names and contents of files and folders below `root`; what does not exist counts as empty. */
export function hashSources(root: string, names: readonly string[]): string {
  const hash = createHash('sha256')
  for (const name of names) addTo(hash, root, name)
  return hash.digest('hex')
}

type Hash = ReturnType<typeof createHash>

function addTo(hash: Hash, root: string, name: string) {
  const at = path.join(root, name)
  if (!existsSync(at)) return
  if (statSync(at).isDirectory()) {
    for (const entry of readdirSync(at).sort()) addTo(hash, root, path.join(name, entry))
  } else if (!/\.test\.tsx?$/.test(name)) {
    hash.update(`${name}\0`).update(readFileSync(at)).update('\0')
  }
}
