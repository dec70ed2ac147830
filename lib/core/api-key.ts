import { randomInt } from 'node:crypto'
import type { Mode } from './context'
import { sha256Hex } from './crypto'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const shape = /^wsa_(live|test)_[0-9A-Za-z]{38}$/

/** `wsa_live_` or `wsa_test_`, 32 random base62 characters, 6 base62 characters of the CRC-32 of all before. */
export function generateApiKey(mode: Mode): string {
  const random = Array.from({ length: 32 }, () => alphabet.charAt(randomInt(62))).join('')
  const body = `wsa_${mode}_${random}`
  return body + checksum(body)
}

/** Whether the text is a key that could exist: lets a typo be refused without asking the database. */
export function isWellFormedApiKey(text: string): boolean {
  return shape.test(text) && checksum(text.slice(0, -6)) === text.slice(-6)
}

export function apiKeyMode(key: string): Mode {
  return key.startsWith('wsa_live_') ? 'live' : 'test'
}

/** What is kept of a key. SHA-256 is enough: a key has 190 bits, far beyond guessing. */
export function apiKeyRecord(key: string): { hash: string; prefix: string; lastFour: string } {
  return { hash: sha256Hex(key), prefix: key.slice(0, 12), lastFour: key.slice(-4) }
}

/** CRC-32 (IEEE) in base62, left-padded with zeros. */
export function checksum(text: string): string {
  let rest = crc32(text)
  let digits = ''
  while (digits.length < 6) {
    digits = alphabet.charAt(rest % 62) + digits
    rest = Math.floor(rest / 62)
  }
  return digits
}

/** Of ASCII text. Node's own zlib.crc32 is younger than the oldest Node that we run on. */
function crc32(text: string): number {
  let crc = 0xffff_ffff
  for (let index = 0; index < text.length; index++)
    crc = (crc >>> 8) ^ (crcOfByte[(crc ^ text.charCodeAt(index)) & 0xff] ?? 0)
  return (crc ^ 0xffff_ffff) >>> 0
}

const crcOfByte = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1
  return crc
})
