type Content = {
  /** As it came; never a path. Null where it was none that can be shown. */
  fileName: string | null
  /** What the client says it is, in lower case and without parameters; empty where it does not. */
  claim: string
  size: number
  /** In hex. */
  sha256: string
}
type Hands = {
  /** How it begins: all of it, or the first few thousand bytes. */
  head: Uint8Array
  /** From its beginning, as often as it is asked for. */
  read: () => AsyncIterable<Uint8Array>
  remove: () => Promise<void>
}

/**
 * A file that came with a request and lies outside of memory until the answer is out. Only what tells it from another
 * can be enumerated: a fingerprint of it names its content and not the place where it lies.
 */
export class UploadedFile implements Content {
  readonly fileName: string | null
  readonly claim: string
  readonly size: number
  readonly sha256: string
  readonly #hands: Hands

  constructor({ fileName, claim, size, sha256 }: Content, hands: Hands) {
    this.fileName = fileName
    this.claim = claim
    this.size = size
    this.sha256 = sha256
    this.#hands = hands
  }

  get head(): Uint8Array {
    return this.#hands.head
  }

  read(): AsyncIterable<Uint8Array> {
    return this.#hands.read()
  }

  remove(): Promise<void> {
    return this.#hands.remove()
  }
}
