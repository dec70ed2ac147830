import { createHash, randomBytes, randomInt } from 'node:crypto'

export type Media = {
  id: string
  /** Whose file it is: Meta gives it to no other number. */
  phone_number_id: string
  mime_type: string
  file_name: string | null
  bytes: Buffer
  /** In hex, as the Graph API has it; webhooks have it in base64. */
  sha256: string
  /** What its address holds at present, and in milliseconds until when. */
  hash: string
  hash_ends: number
  /** What the address is to be instead, for tests. */
  url?: string
  /** How many of the next addresses have run out when they are given. */
  stale_urls?: number
  /** Where the address is to lead on to instead of answering, for tests. */
  redirect?: string
}

/** An address of a file holds for five minutes. */
const urlMilliseconds = 300_000
const mostBytes = 512 * 1024 * 1024

export class MediaFiles {
  #byId = new Map<string, Media>()
  #size = 0

  add(file: Pick<Media, 'phone_number_id' | 'mime_type' | 'file_name' | 'bytes'>): Media {
    const id = `9${Array.from({ length: 15 }, () => randomInt(10)).join('')}`
    const sha256 = createHash('sha256').update(file.bytes).digest('hex')
    const media = { ...file, id, sha256, hash: '', hash_ends: 0 }
    this.#byId.set(id, media)
    this.#size += media.bytes.length
    for (const oldest of this.#byId.values()) {
      if (this.#size <= mostBytes || oldest === media) break
      this.delete(oldest.id)
    }
    return media
  }

  find(id: string): Media | undefined {
    return this.#byId.get(id)
  }

  /** An address is good until it ends; then the next question gets another one. */
  hashOf(media: Media): string {
    if (media.stale_urls) {
      media.stale_urls -= 1
      return 'stale'
    }
    if (media.hash_ends < Date.now()) this.renew(media)
    return media.hash
  }

  renew(media: Media): void {
    media.hash = randomBytes(12).toString('base64url')
    media.hash_ends = Date.now() + urlMilliseconds
  }

  delete(id: string): void {
    this.#size -= this.#byId.get(id)?.bytes.length ?? 0
    this.#byId.delete(id)
  }

  reset(): void {
    this.#byId.clear()
    this.#size = 0
  }
}
