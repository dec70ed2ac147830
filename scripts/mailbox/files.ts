import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const phone = new URL('../../sandbox/phone/', import.meta.url)
const fontName =
  /^\/phone\/fonts\/((archivo|hanken-grotesk|martian-mono)-latin(-ext)?-(wdth|wght)-normal\.woff2)$/

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

export function typeOf(path: string): string {
  return types[path.split('.').pop() ?? ''] ?? 'text/html; charset=utf-8'
}

/** The mailbox's own files, and those of the phone's look. */
export async function findFile(path: string): Promise<Buffer | undefined> {
  const [, font, family] = fontName.exec(path) ?? []
  if (font) return readFile(resolve(`@fontsource-variable/${family}/files/${font}`))
  const place =
    path === '/'
      ? new URL('page/index.html', import.meta.url)
      : /^\/phone\/((base|stage|inbox)\.css|mark\.svg|(dom|format)\.js)$/.test(path)
        ? new URL(path.slice('/phone/'.length), phone)
        : /^\/mailbox\.(css|js)$/.test(path)
          ? new URL(`page${path}`, import.meta.url)
          : undefined
  return place && readFile(place).catch(() => undefined)
}
