/**
 * Every number the product promises. Code, docs, mails and the public security page read it here,
 * so a promise can only change together with what keeps it.
 */
export const policy = {
  api: {
    bodyLimitBytes: 64 * 1024,
    depthLimit: 20,
    membersLimit: 1_000,
    pageSizeDefault: 25,
    pageSizeMax: 100,
    /** How long a replica may go on believing an API key it has read; bounds the delay of a revocation. */
    keyCacheMilliseconds: 500,
    idempotency: { keyLength: 255, hours: 24 },
    rateLimit: {
      windowSeconds: 60,
      /** Refused calls an address may make in that time before it is not listened to: bad keys drain no tenant. */
      failuresPerAddress: 60,
      /** How long Redis may take to answer before Postgres decides instead. */
      redisBudgetMilliseconds: 150,
      /** A Redis that failed is tried again, beside the requests, after that time. */
      redisPauseMilliseconds: 1_000,
      /** By then Postgres has heard what Redis let in. */
      mirrorMilliseconds: 10,
      /** How long a process may believe that no other has lost Redis, before it asks Postgres again. */
      trustMilliseconds: 15,
      /** How long who turns from Redis to Postgres waits for what others let in to arrive there. */
      settleMilliseconds: 40,
      /** How much longer than the window Redis must have seen everything before its word counts again. */
      marginSeconds: 10,
    },
  },
  requestLog: {
    /** Calls are written behind their answers, together with what others did in that time. */
    batch: { rows: 200, milliseconds: 100 },
    /** While the database is away they are kept up to here; then the oldest are given up. */
    memory: { characters: 16 * 1024 * 1024, retryMilliseconds: 1_000 },
    /** How much is kept of a call, in characters. */
    cut: { body: 8_192, value: 2_000, name: 200, path: 1_000, userAgent: 256 },
    subjects: 20,
    /** More secrets than that in one call, and nothing of its body is kept. */
    secrets: 20,
  },
  hooks: {
    bodyLimitBytes: 3 * 1024 * 1024,
    /** Shorter than a message's lease: what Meta reported is read before anybody thinks of sending again. */
    leaseSeconds: 15,
  },
  otp: {
    codeLength: { min: 4, max: 8, default: 6 },
    expirySeconds: { min: 60, max: 600, default: 300 },
    attempts: 3,
    sends: { perPhone: 5, perPhoneOverAllTenants: 20, windowSeconds: 3_600 },
    metadataPairs: 20,
    purposeLength: 64,
    proofSeconds: 600,
    /** OTPs that a person proves by writing to us. */
    inbound: {
      /** How many of a tenant may wait at once. With 40 bits to a token, no guess finds one of so few. */
      pending: 1_000,
      tokenLength: 8,
      /** What reads like a token in one message; more than that is not looked up. */
      tokensPerMessage: 8,
      messageLength: 4_096,
    },
    /** Wrong codes in a row that end an OTP each, until the phone has to rest; fewer for codes of few digits. */
    cooldown: { failures: 10, failuresOfShortCodes: 3, shortCodeDigits: 6, seconds: 86_400 },
    guard: {
      /** How long a replica may go on believing settings it has read. */
      settingsCacheSeconds: 5,
      prefixVelocity: {
        /** A block is the numbers that differ in so many last digits. */
        blockDigits: 4,
        distinctNumbers: { min: 2, max: 1_000, default: 20 },
        windowSeconds: { min: 60, max: 3_600, default: 600 },
        restSeconds: { min: 60, max: 86_400, default: 3_600 },
      },
      sequentialNumbers: {
        count: { min: 3, max: 20, default: 5 },
        windowSeconds: { min: 10, max: 3_600, default: 60 },
      },
      conversion: {
        minSends: { min: 10, max: 1_000, default: 50 },
        minRatio: { min: 0.01, max: 0.95, default: 0.2 },
        windowSeconds: { min: 600, max: 21_600, default: 3_600 },
        /** Of more sends than that, the newest speak for all. */
        sample: 1_000,
      },
      capMax: 1_000_000,
      backtest: { days: 30, sends: 100_000, batch: 500, examples: 20 },
    },
  },
  home: {
    hours: 24,
    /** Of more OTPs than that, the newest speak for all. */
    sample: 5_000,
    /** When at least this part arrives, all is good. */
    goodDelivery: 0.95,
    failureCauses: 5,
  },
  messages: {
    retries: { attempts: 5, withinSeconds: 900 },
    /** A send that has not reported back by then is taken over by another process. */
    leaseSeconds: 40,
    /** How long a send whose answer was lost waits for Meta's own report before it is repeated. */
    reconcileSeconds: 20,
    concurrentSends: 64,
  },
  /** Waits that are minutes in life are a second there. */
  testMode: { reportSeconds: 1, retrySeconds: 1 },
  meta: { timeoutMilliseconds: 10_000, connectTimeoutMilliseconds: 3_000 },
  database: { connectTimeoutSeconds: 2, statementTimeoutMilliseconds: 5_000, poolSize: 16 },
  sessions: {
    accessSeconds: 3_600,
    refreshSeconds: 7 * 86_400,
    /** However often its tokens are turned in, a session ends by then. */
    lifetimeSeconds: 30 * 86_400,
    /** Two tabs, or an answer that was lost: for so long the token before may be turned in again, so often. */
    reuseGraceSeconds: 10,
    siblings: 3,
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
    totp: { digits: 6, periodSeconds: 30, stepsEitherWay: 1 },
    recoveryCodes: 10,
    passkeys: 10,
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
  audit: { pageSize: 50, exportRows: 50_000 },
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
  keys: {
    activePerMode: 20,
    /** Replaced keys that may still be used for a while, beside the active ones. */
    overlappingPerMode: 20,
    nameLength: 64,
    lifetimeDaysMax: 5 * 365,
    allowedAddresses: 50,
    rotationOverlapSeconds: [0, 900, 3_600, 86_400],
    /** How often the last use of keys is written down, and so how late it may be seen. */
    lastUsedSeconds: 10,
    agentLength: 256,
    /** After this time without use a key is shown as one to look at. */
    unusedDays: 90,
  },
  retention: { messageDays: 90, otpDays: 30, webhookDays: 30, requestDays: 30 },
  retentionSweep: {
    batchRows: 5_000,
    batchesPerRun: 400,
    guardBlockDays: 30,
    signInAttemptDays: 30,
    passwordResetHours: 24,
  },
  partitions: { monthsBehind: 4, monthsAhead: 3 },
  plans: {
    free: { requestsPerMinute: 10, messagesPerMonth: 100, seats: 1 },
    starter: { requestsPerMinute: 60, messagesPerMonth: 5_000, seats: 3 },
    growth: { requestsPerMinute: 300, messagesPerMonth: 50_000, seats: 10 },
    scale: { requestsPerMinute: 1_000, messagesPerMonth: 500_000, seats: 50 },
  },
} as const

export const plans = ['free', 'starter', 'growth', 'scale'] as const
export type Plan = (typeof plans)[number]
