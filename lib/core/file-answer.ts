/** An answer that is a file: text in pieces, sent as they come. */
export class FileAnswer {
  constructor(
    readonly name: string,
    readonly contentType: string,
    readonly pieces: AsyncIterable<string>,
  ) {}
}
