import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * Appends lines to this month's file and returns once they are on the disk. One write, at the end of the file wherever
 * that is by then: several servers may share the folder.
 */
export async function appendAnchors(
  folder: string,
  lines: readonly string[],
  now = new Date(),
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = await open(join(folder, `${now.toISOString().slice(0, 7)}.jsonl`), 'a', 0o600)
  try {
    await file.appendFile(lines.map((line) => `${line}\n`).join(''))
    await file.sync()
  } finally {
    await file.close()
  }
  const directory = await open(folder, 'r')
  await directory.sync().finally(() => directory.close())
}

export type AnchorLine = { text: string; place: string }

/** All lines of a file, or of a folder's .jsonl files, oldest file first. Nothing for a folder that is not there. */
export async function* readAnchorLines(path: string): AsyncGenerator<AnchorLine> {
  for (const file of await filesOf(path)) {
    let number = 0
    for await (const text of createInterface({ input: createReadStream(file, 'utf8') })) {
      number++
      if (text.trim() !== '') yield { text, place: `${file}:${number}` }
    }
  }
}

async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null)
  if (!found) return []
  if (!found.isDirectory()) return [path]
  const names = await readdir(path)
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(path, name))
}
