import path from 'node:path'
import type { Environment } from '../lib/environment'
import { startPostgres } from '../lib/postgres'
import { onStop } from '../lib/supervise'

/** The Postgres of this environment, as careful with its data as in production, and gone with us. */
export async function startDatabase(folder: string, { DATABASE_OWNER_URL = '' }: Environment) {
  const { port, password } = new URL(DATABASE_OWNER_URL)
  const server = await startPostgres({
    dir: path.join(folder, 'postgres'),
    port: Number(port),
    password: decodeURIComponent(password),
    flags: ['-c', 'max_connections=300', '-c', 'track_functions=pl'],
    throwAwayFolder: folder,
  })
  onStop(server.stop)
  return server
}
