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
    /** How often a person may try a URL or send a test event. */
    trialsPerMinute: 10,
    ratePerSecond: { min: 1, max: 1_000 },
    /** How many deliveries are under way at once: in a process, to a tenant, to an endpoint that answers well. */
    concurrent: { all: 512, perTenant: 128, perEndpoint: 32 },
    /** Events that are fanned out, to at most so many deliveries; what is claimed, and settled, in one transaction. */
    batch: { fanOut: 500, deliveries: 2_000, claim: 256, settle: 256 },
    /**
     * Of the connections. A connection goes unused for at most `idleMilliseconds`, less where the receiver says so; an
     * origin's are made anew after `renewSeconds`, so that a name that has moved is noticed.
     */
    outbound: {
      connectMilliseconds: 10_000,
      /** Until the next address of a name is tried. */
      addressMilliseconds: 1_000,
      dnsMilliseconds: 2_000,
      dnsTries: 2,
      origins: 500,
      connectionsPerOrigin: 512,
      idleMilliseconds: 4_000,
      longestIdleMilliseconds: 60_000,
      renewSeconds: 300,
      headerBytes: 16 * 1024,
    },
    /**
     * Endpoints that a claim looks at; how many deliveries are at least under way at once to one that gives no answers,
     * and to one that answers with errors of its own. What has to wait for others of its tenant is looked at again
     * after the pause.
     */
    lanes: { lookedAt: 1_000, silent: 2, failing: 8, pauseMilliseconds: 100 },
    /** How often a process looks for what it was not told of. */
    pollMilliseconds: 250,
    /** For so long the job goes on, where no process delivers all the time. */
    roundSeconds: 10,
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
    recovery: { waiting: 500, batch: 250, leaseSeconds: 30, pauseMilliseconds: 1_000, perRun: 100 },
    /**
     * How many events one statement looks at: for a page of the pull API, for a recovery. A recovery counts what it
     * will send among so many at most, and what is beyond when it gets there.
     */
    scan: { pull: 10_000, recovery: 10_000, counted: 1_000_000 },
    /** How many deliveries one call may replay. */
    replayed: 100,
    /** Deliveries of an endpoint that takes none any more are canceled, so many at a time. */
    cancelBatch: 5_000,
    /** How often endpoints are looked after, and for how long one round cancels before it lets others go first. */
    watch: { everySeconds: 15, roundSeconds: 10 },
    /** How an endpoint does is told of a day; of more than so many deliveries, the newest speak for all. */
    health: { hours: 24, sample: 1_000, waitingMax: 10_000 },
  },
} as const
