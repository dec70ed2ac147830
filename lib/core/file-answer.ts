type Options = {
  /** In bytes, where it is known. */
  size?: number
  /** Whether a browser may show it in a page; otherwise it is saved. */
  isInline?: boolean
}

/** An answer that is a file: text or bytes in pieces, sent as they come. */
export class FileAnswer {
  constructor(
    readonly name: string,
    readonly contentType: string,
    readonly pieces: AsyncIterable<string | Uint8Array>,
    readonly options: Options = {},
  ) {}
}
