/** The numbers about what is WhatsApp's own: numbers, templates, files, conversations. Part of `policy`. */
export const whatsappPolicy = {
  media: {
    /** In bytes; Meta's own. What it gives for animated stickers differs from the rest of them. */
    limits: {
      audio: 16 * 1024 * 1024,
      video: 16 * 1024 * 1024,
      image: 5 * 1024 * 1024,
      document: 100 * 1024 * 1024,
      sticker: 100 * 1024,
      animatedSticker: 500 * 1024,
    },
    /** How long Meta keeps what was uploaded, and what a person sent. */
    outboundDays: 30,
    inboundDays: 7,
    /** What the files of one workspace's test mode may take up in all. */
    testBytes: 250 * 1024 * 1024,
    fileNameLength: 200,
    /** How long a file may take to come in, or to go out to Meta. */
    uploadSeconds: 300,
  },
  /** Messages of a conversation that are shown at once, at most, and how many conversations a name is looked for in. */
  conversations: { page: 40, shownMax: 400, searched: 5_000 },
  templates: {
    codeExpiryMinutes: { min: 1, max: 90 },
    /** How long Meta keeps trying to deliver a code; what comes later is worth nothing. */
    otpTtlSeconds: { min: 30, max: 900 },
    timelineLength: 50,
    syncSeconds: 3_600,
    /** How many templates one call of a sync reads, and after how many calls it gives up. */
    sync: { pageSize: 100, pages: 100, leaseSeconds: 300, retrySeconds: 300 },
    /** What we saw ourselves counts as so much older: Meta's clock need not be ours. */
    clockMarginSeconds: 5,
    submission: { leaseSeconds: 40, attempts: 8, retrySeconds: 10 },
    lastUsedSeconds: 60,
    /** How long a review takes in test mode. */
    testReviewSeconds: 1,
  },
  connections: {
    /** How long the dialog may stay open until what it says is not listened to any more. */
    stateSeconds: 3_600,
    /** After that time without a word from the dialog the screen says so. */
    silenceSeconds: 60,
    /** A step that has not ended by then is taken over by another process. */
    leaseSeconds: 60,
    /** How often a step is tried while Meta does not answer, and how far apart at most. */
    tries: 12,
    retrySecondsMax: 300,
    /** What waits for somebody that long is given up, and its token forgotten. */
    keepHours: 72,
    /** Meta lets a number be registered so often in that time. */
    registrations: { attempts: 10, hours: 72 },
    /** After a number was deleted. */
    deletedSeconds: 300,
    numbersMax: 200,
  },
  senders: {
    /** How often Meta is asked how an account and its numbers are, and how soon after something has changed. */
    check: { everySeconds: 3_600, soonSeconds: 5, retrySeconds: 300, leaseSeconds: 90, askedSeconds: 30 },
    /** How many people a day Meta has to allow before a new business gets authentication templates. */
    otpPeoplePerDay: 2_000,
    tokenWarningDays: 7,
    /** What the page of a sender shows of what happened to it. */
    recentChanges: 10,
  },
} as const
