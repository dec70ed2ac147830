import postgres from 'postgres'

/** As many connections as the app has. */
export const sql = postgres(process.env.DATABASE_URL ?? '', { max: 16, onnotice: () => {} })
