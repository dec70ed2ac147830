import { accountPolicy } from './account-policy'
import { contactPolicy } from './contact-policy'
import { webhookPolicy } from './webhook-policy'
import { whatsappPolicy } from './whatsapp-policy'

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
    /** Of many reports in one delivery, how many are applied in one transaction. */
    statusBatch: 200,
    /** How often a delivery is looked at again for a message of ours that is not written down yet. */
    routeAttempts: 6,
    /** So much earlier than the message itself a report may be dated, by clocks that differ. */
    clockSkewSeconds: 300,
    /** Before each try to tell Meta that a message was read. */
    readReceiptPauses: [0, 2, 8],
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
    /** Of these, what all messages but one-time passwords may take up, and what those of one number may. */
    concurrentMessages: { all: 48, perNumber: 32 },
    /** How long a message whose answer was lost waits for Meta's own report; no code in it is running out. */
    messageReconcileSeconds: 120,
    /** A message that waited longer than that is looked at again before it goes: window, opt-outs, template. */
    recheckSeconds: 10,
    /** One round of the job takes up messages for so long: an orderly stop waits for it, and for the calls it made. */
    roundSeconds: 10,
    /** How long after a person last wrote a free-form message may go out. */
    windowSeconds: 86_400,
    scheduleDaysMax: 30,
    batchMax: 100,
    /** What Meta takes of one number, and from one number to one person. */
    pacing: {
      perNumberPerSecond: 80,
      /** Of a number that is in use in the WhatsApp Business app as well, and of one that Meta has raised. */
      perCoexistentNumberPerSecond: 20,
      perHighNumberPerSecond: 1_000,
      /** How much of that is used, in percent: clocks and networks are not exact. */
      sharePercent: 90,
      /** How far ahead a process takes messages up. */
      horizonMilliseconds: 500,
      perPairSeconds: 6,
      perPairBurst: 45,
    },
    /** Failures in a row of one number until it rests, and for how long. */
    breaker: { failures: 10, restSeconds: 30 },
  },
  /** Waits that are minutes in life are a second there. */
  testMode: { reportSeconds: 1, retrySeconds: 1 },
  meta: { timeoutMilliseconds: 10_000, connectTimeoutMilliseconds: 3_000 },
  database: { connectTimeoutSeconds: 2, statementTimeoutMilliseconds: 5_000, poolSize: 16 },
  ...accountPolicy,
  ...contactPolicy,
  ...webhookPolicy,
  ...whatsappPolicy,
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
  keyRing: {
    /** How often what is sealed under an older key is sealed anew, and so many values of a column at a time. */
    resealSeconds: 3_600,
    resealRows: 500,
    /** So long after every process has sealed under a newer key an older one stays in the ring. */
    oldKeyHours: 48,
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
