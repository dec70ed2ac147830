/** The numbers of accounts: how people sign in, work in a team, and hear of what happens. Part of `policy`. */
export const accountPolicy = {
  sessions: {
    accessSeconds: 3_600,
    refreshSeconds: 7 * 86_400,
    /** However often its tokens are turned in, a session ends by then. */
    lifetimeSeconds: 30 * 86_400,
    /** Two tabs, or an answer that was lost: for so long the token before may be turned in again, so often. */
    reuseGraceSeconds: 10,
    siblings: 3,
    /** How long a person's browser is known again after it was last seen. */
    deviceDays: 400,
    /** How often it is written down that a session was seen. */
    seenSeconds: 60,
    /** A page that stays open turns its tokens in so long before its access ends. */
    renewSeconds: 120,
    /** How many sign-ins the person's own history shows. */
    history: 20,
    /** How fresh a proof of who somebody is has to be for keys, secrets, roles, export and deletion. */
    stepUpSeconds: 300,
  },
  signIn: {
    /** From so many wrong passwords on, each answer takes a while longer. */
    delayAfterFailures: 5,
    delayMilliseconds: { first: 500, most: 4_000 },
    failuresPerAccount: 10,
    failuresPerAddress: 100,
    windowSeconds: 900,
  },
  secondFactor: {
    challengeSeconds: 600,
    attempts: 5,
    /** Wrong codes of an account, over all its challenges, until none is looked at for a while. */
    failuresPerAccount: 10,
    windowSeconds: 900,
    totp: { digits: 6, periodSeconds: 30, stepsEitherWay: 1 },
    recoveryCodes: 10,
    passkeys: 10,
    passkeyNameLength: 64,
  },
  signUp: {
    code: { length: 6, seconds: 600, attempts: 3, perEmail: 5, perAddress: 20, windowSeconds: 3_600 },
    /** How long a person waits before they may ask for another code. */
    resendSeconds: 30,
    /** A sign-up that nobody has proven the address of is forgotten by then. */
    hours: 24,
  },
  passwords: {
    iterations: 1_000_000,
    minLength: 12,
    maxLength: 512,
    /** What the guessing of a password has to cost at least, on zxcvbn's scale from 0 to 4. */
    minScore: 3,
    /** Its cost is judged by so many letters: the work of judging grows with their square. */
    judgedLength: 64,
    judgedPerAddress: 60,
    /** Hashes that wait for their turn; more than that are told to come back. */
    queueLimit: 20,
    /** Hashes at once in a process: one core fewer than there are, and no more than this. */
    workersMax: 4,
    retrySeconds: 5,
  },
  passwordReset: { seconds: 1_800, perEmail: 5, perAddress: 20, windowSeconds: 3_600 },
  teams: {
    nameLength: 64,
    invitationDays: 7,
    openInvitations: 50,
    /** Mail to strangers in our name: so many invitations a day, so many mails for each, and none right after another. */
    invitationsPerDay: 50,
    mailsPerInvitation: 5,
    resendSeconds: 60,
    tenantsPerPerson: 20,
  },
  mails: {
    attempts: 12,
    /** A mail that could not be handed over is tried again after so long, doubled each time up to the most. */
    retrySeconds: { first: 15, most: 3_600 },
    /** Longer than a whole attempt may take, so that nobody repeats one that still runs. */
    leaseSeconds: 60,
    attemptSeconds: 45,
    /** So many at once, in each process. */
    lanes: 4,
    keptDays: 30,
    /** Owners hear of a key's end so many days before. */
    keyExpiryDays: [7, 1],
  },
  audit: {
    pageSize: 50,
    exportRows: 50_000,
    /** The head of a chain that grew is signed after so long, and every head once in so many hours. */
    anchor: { everySeconds: 60, hours: 24, chainsPerRun: 500 },
    /** A whole chain is read again once in so many hours, so many entries of it at a time. */
    sweep: { hours: 24, entriesPerRun: 50_000, chainsPerRun: 100 },
    /** So few at a time that nobody on the same processor waits long for their hashes. */
    readBatch: 250,
  },
  alerts: {
    withinSeconds: 60,
    everySeconds: 15,
    signalDays: 8,
    days: 365,
    /**
     * What comes in storms is summed in memory, each subject by itself, and written once in that time, in slices. Of
     * more subjects than that at once, those that come last are not counted.
     */
    counts: { flushMilliseconds: 1_000, sliceSeconds: 10, subjects: 5_000, hours: 2 },
    /** Beyond its window a rule looks back so far, so that it misses nothing while no machine ran it. */
    catchUpSeconds: 900,
    /** After so many alerts of one rule within an hour, further subjects share one. */
    perRuleAndHour: 20,
    /** The ids that a key asked for in vain: how many keys are remembered, and how many ids of each. */
    foreignIds: { keys: 1_000, idsPerKey: 200 },
    /** A network that a key was not used from for so long is new to it again. */
    keyNetworks: { days: 30, touchHours: 24, remembered: 10_000 },
    rules: {
      failedSignIns: { atLeast: 10, windowSeconds: 900 },
      signInAfterFailures: { failures: 5, windowSeconds: 3_600 },
      unauthorizedCalls: { moreThan: 100, windowSeconds: 60 },
      foreignIds: { moreThan: 20, windowSeconds: 600 },
      keyNetworks: { atLeast: 3, windowSeconds: 3_600 },
      /** A workspace that sends less than `floor` in an hour is left alone, whatever it sent before. */
      sendVolume: { times: 5, meanOfDays: 7, floor: 100, windowSeconds: 3_600 },
      /** Of more OTPs than that in the window, the newest speak for all. */
      verifyFailures: { moreThanRatio: 0.5, attempts: 200, windowSeconds: 3_600, sample: 1_000 },
      badSignatures: { moreThan: 10, windowSeconds: 60 },
      exportAfterChange: { withinHours: 24 },
      secretAfterChange: { withinHours: 1 },
    },
  },
} as const
