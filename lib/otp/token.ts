import { createHash, createHmac } from 'node:crypto'
import { lengthPrefixed } from '@/lib/core/crypto'
import { policy } from '@/lib/core/policy'

/** Crockford's base32: without I, L, O and U, which people take for 1, 1, 0 and V. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const mark = 'HAWK'
const { tokenLength, tokensPerMessage, messageLength } = policy.otp.inbound

/** The token of an inbound OTP, derived like a code and never stored: 40 bits of HMAC-SHA-256 over its nonce. */
export function deriveToken(key: Uint8Array, nonce: Uint8Array): string {
  const mac = createHmac('sha256', key).update('hawk-otp-token-v1\0').update(nonce).digest()
  const bits = BigInt(mac.readUIntBE(0, 5))
  const places = Array.from({ length: tokenLength }, (_, index) => BigInt(5 * (tokenLength - 1 - index)))
  return places.map((place) => alphabet.charAt(Number((bits >> place) & 31n))).join('')
}

/** Keyed like a code's hash. It names no OTP, for the token is all that a message brings along. */
export function hashToken(
  pepper: Uint8Array,
  owner: { tenantId: string; mode: string },
  token: string,
): string {
  const mac = createHmac('sha256', pepper)
    .update(lengthPrefixed('hawk-otp-token-hash-v1', owner.tenantId, owner.mode, token))
    .digest()
  return createHash('sha256').update(mac).digest('hex')
}

/** What the person is to send: `Verify HAWK-7K3M-9QXA`. */
export function proofText(token: string): string {
  return `Verify ${mark}-${token.slice(0, 4)}-${token.slice(4)}`
}

/** Opens WhatsApp on the chat with the sender, the message written already. */
export function chatLink(senderPhone: string, text: string): string {
  return `https://wa.me/${senderPhone.replaceAll(/\D/g, '')}?text=${encodeURIComponent(text)}`
}

/** Between the characters of a token, people and keyboards put spaces, dashes and marks that nobody sees. */
const gap = '[^0-9A-Z]{0,4}'
const symbol = '[0-9A-TV-Z]'
const group = `${symbol}{4}`
const marked = new RegExp(`(?=${[...mark].join(gap)}${gap}((?:${symbol}${gap}){7}${symbol}))`, 'gu')
const bare = new RegExp(`(?<![0-9A-Z])(?=(${group}${gap}${group})(?![0-9A-Z]))`, 'gu')

/**
 * What in a message may be a token, likeliest first: behind our mark, then as a word or two of their own, then the
 * message as a whole. In whatever case, with O for 0 and I or L for 1.
 */
export function readTokens(message: string): string[] {
  const text = message.slice(0, messageLength).normalize('NFKD').toUpperCase()
  const found = [...text.matchAll(marked), ...text.matchAll(bare)].map(([, token = '']) => token)
  const tokens = [...found, text].map(canonicalToken).filter((token) => isToken.test(token))
  return [...new Set(tokens)].slice(0, tokensPerMessage)
}

/** Where a token stood, in what is kept of a message. */
const hidden = '••••-••••'

/**
 * The message without its token. Behind our mark everything that may be one goes, waiting or spent. Where a token
 * stood without the mark, `holdsToken` says that there was one, and then nothing else is kept: it may stand anywhere.
 */
export function hideTokens(message: string, { holdsToken }: { holdsToken: boolean }): string {
  const upper = message.normalize('NFKD').toUpperCase()
  const spans = [...upper.matchAll(markedToken)].map(({ index, 0: { length } }) => [index, index + length])
  if (spans.length === 0) return holdsToken ? hidden : message
  if (upper.length !== message.length) return hidden
  const ends = [0, ...spans.flat(), message.length]
  return ends
    .slice(1)
    .map((end, at) => (at % 2 === 0 ? message.slice(ends[at], end) : hidden))
    .join('')
}

const behindMark = `(?<=${[...mark].join(gap)}${gap})`
const markedToken = new RegExp(`${behindMark}(?:${symbol}${gap}){7}${symbol}`, 'gu')
const isToken = new RegExp(`^[${alphabet}]{${tokenLength}}$`)

function canonicalToken(text: string): string {
  return text
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
}
