export interface LockedPackage {
  version?: string
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
  [field: string]: unknown
}

export interface Lock {
  packages: Record<string, LockedPackage>
  [field: string]: unknown
}

export interface MissingPackage {
  name: string
  version: string
  neededBy: string
}

/**
 * A registry that does not carry the builds for every platform makes npm leave them out of the lock, and `npm ci`
 * then refuses that lock everywhere. These are the exact versions that are named somewhere and locked nowhere.
 */
export function missingPackages(lock: Lock): MissingPackage[] {
  return Object.entries(lock.packages).flatMap(([neededBy, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => isExact(version) && !isLocked(lock, neededBy, name))
      .map(([name, version]) => ({ name, version, neededBy })),
  )
}

/** The lock with an entry for each missing package: enough for npm to fetch it where it fits and skip it elsewhere. */
export function completeLock(lock: Lock): Lock {
  const packages = { ...lock.packages }
  for (const { name, version, neededBy } of missingPackages(lock)) {
    const top = `node_modules/${name}`
    const isTopTaken = packages[top] !== undefined && packages[top].version !== version
    packages[isTopTaken ? `${neededBy}/${top}` : top] = { version, optional: true, ...platformOf(name) }
  }
  const sorted = Object.entries(packages).sort(([left], [right]) => (left < right ? -1 : 1))
  return { ...lock, packages: Object.fromEntries(sorted) }
}

function isExact(version: string): boolean {
  return /^\d/.test(version)
}

/** Looks where Node would look: below the package that needs it, then below each of the folders above. */
function isLocked(lock: Lock, neededBy: string, name: string): boolean {
  for (let folder = neededBy; ; folder = parentOf(folder)) {
    if (lock.packages[folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

function parentOf(folder: string): string {
  return folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
}

const systems: Record<string, string> = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win32: 'win32',
  windows: 'win32',
}
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]

/** Packages for one platform carry it in their names: `@next/swc-linux-x64-musl`. */
export function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-')
  const os = words.flatMap((word) => systems[word] ?? []).slice(0, 1)
  const cpu = words.filter((word) => processors.includes(word)).slice(0, 1)
  const libc = words.flatMap((word) => (word === 'musl' ? 'musl' : word === 'gnu' ? 'glibc' : []))
  return {
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(os.length > 0 ? { os } : {}),
    ...(os[0] === 'linux' && libc.length > 0 ? { libc } : {}),
  }
}
