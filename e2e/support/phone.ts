import { randomInt } from 'node:crypto'

/** A number nobody else uses, and with none of the endings to which the sandbox gives a fate. */
export function randomPhone(): string {
  return `+49151${String(randomInt(10 ** 7)).padStart(7, '0')}1`
}

/** A code of the same length that is not this one. */
export function wrongCode(code: string, step = 1): string {
  const modulus = 10 ** code.length
  return String((Number(code) + step) % modulus).padStart(code.length, '0')
}
