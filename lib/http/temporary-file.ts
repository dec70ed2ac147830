import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

/** How much of a file's beginning is looked at to tell what it is. */
const headBytes = 4_096

export type Kept = {
  size: number
  sha256: string
  head: Uint8Array
  read: () => AsyncIterable<Uint8Array>
}

/**
 * A folder for one upload, and the way to be rid of it. Nobody else on the machine can look into it.
 */
export async function makeTemporaryPlace() {
  const folder = await mkdtemp(path.join(tmpdir(), 'hawk-upload-'))
  return { file: path.join(folder, 'file'), remove: () => rm(folder, { recursive: true, force: true }) }
}

/**
 * Writes what comes to the disk, no faster than the disk takes it. `limitOf` hears how it begins, and says how much of
 * it there may be; what is more than that throws what `refuse` makes, at the first byte too many.
 */
export async function keepStream(
  file: string,
  source: AsyncIterable<Uint8Array>,
  limitOf: (head: Uint8Array) => { bytes: number; refuse: () => Error },
): Promise<Kept> {
  const hash = createHash('sha256')
  let head: Buffer = Buffer.alloc(0)
  let size = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    let limit: ReturnType<typeof limitOf> | undefined
    for await (const chunk of source) {
      size += chunk.length
      if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes)
      if (head.length === headBytes) limit ??= limitOf(head)
      if (limit && size > limit.bytes) throw limit.refuse()
      hash.update(chunk)
      yield chunk
    }
    limit ??= limitOf(head)
    if (size > limit.bytes) throw limit.refuse()
  }
  await pipeline(counted, createWriteStream(file, { flags: 'wx', mode: 0o600 }))
  return { size, sha256: hash.digest('hex'), head, read: () => createReadStream(file) }
}
