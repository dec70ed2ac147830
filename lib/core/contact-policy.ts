/** The numbers of contacts and of files of them. Part of `policy`. */
export const contactPolicy = {
  contacts: {
    nameLength: 200,
    tags: 50,
    tagLength: 64,
    attributes: 50,
    attributeKeyLength: 64,
    attributeLength: 500,
    noteLength: 500,
    searchLength: 100,
    exportRows: 250_000,
    exportBatch: 1_000,
    imports: {
      /** Of the text, in UTF-8. */
      fileBytes: 5_000_000,
      /** Of the JSON around it, in which each line break and quote takes two. */
      bodyBytes: 10_000_000,
      rows: 100_000,
      columns: 100,
      cellLength: 5_000,
      previewRows: 10,
      /** Rows that are written at once. */
      batchRows: 1_000,
      /** Refused rows that are kept, for whoever wants to mend them. */
      faultsKept: 1_000,
      faultsShown: 100,
      /** A process that has not reported back by then is taken to be dead. */
      leaseSeconds: 30,
      /** A file that nobody starts is erased then. */
      previewHours: 24,
      /** What became of a file, refused rows included, is kept so long after its end. */
      keptDays: 7,
      perRun: 20,
      /** Files of a tenant and mode that may wait or run at once. */
      openPerMode: 5,
    },
  },
} as const
