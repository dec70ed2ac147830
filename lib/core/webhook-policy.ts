/** The numbers of what we tell tenants' own endpoints. Part of `policy`. */
export const webhookPolicy = {
  webhooks: {
    /** Seconds after the end of an attempt until the next: one and five more in all, and never another. */
    retrySeconds: [30, 60, 120, 240, 480],
    attemptMilliseconds: 15_000,
    /** Longer than an attempt and its record take: who holds a delivery that long is taken to be dead. */
    leaseSeconds: 30,
    /** Of an answer. */
    readBytes: 16 * 1024,
    shownBytes: 8 * 1024,
    urlLength: 2_048,
    ports: [443, 8443],
    endpointsPerMode: 50,
    descriptionLength: 200,
    /** What an endpoint may be sent besides ours. */
    headers: { count: 10, nameLength: 64, valueLength: 1_024 },
    ratePerSecond: { min: 1, max: 1_000 },
    /** How many deliveries are under way at once: in a process, to a tenant, to an endpoint that answers well. */
    concurrent: { all: 512, perTenant: 128, perEndpoint: 32 },
    /** What is claimed, and what is settled, in one transaction. */
    batch: { fanOut: 500, claim: 256, settle: 256 },
    /** How often a process looks for what it was not told of. */
    pollMilliseconds: 250,
    secret: { bytes: 24, overlapHours: 24, atOnce: 3 },
    /** How far the clock of who verifies may be from ours. Source: Standard Webhooks. */
    toleranceSeconds: 300,
    /** Nothing but failures for so long, and its people hear of it; at the end it is disabled. */
    failing: { warnHours: [1, 24], disableHours: 120 },
    /** Of deliveries that were given up, its people hear at most so often. */
    exhaustedMailHours: 1,
    /** How long what was not delivered can be sent again. */
    recoverDays: 30,
    /** So many of a recovery wait in the queue at once, so that new events need not wait behind it. */
    recovery: { waiting: 500, batch: 250, leaseSeconds: 30 },
    /** Deliveries of an endpoint that takes none any more are canceled, so many at a time. */
    cancelBatch: 5_000,
  },
} as const
