import type { Environment } from '../lib/environment'
import { findFreePorts } from '../lib/ports'
import type { Answer } from './answer'
import { type Server, startServer } from './child'

export type PeerKind = 'answer' | 'parse' | 'insert' | 'insert-two' | 'check' | 'live'

async function freePort(): Promise<number> {
  const [port = 0] = await findFreePorts(1)
  return port
}

export async function startPeer(peer: PeerKind, answer: Answer, database = '', meta = ''): Promise<Server> {
  const environment = {
    NODE_ENV: 'production',
    PEER: peer,
    ANSWER: JSON.stringify(answer),
    DATABASE_URL: database,
    ...(meta ? { META_GRAPH_URL: meta } : {}),
  }
  return startServer({
    name: `bare ${peer}`,
    script: 'scripts/bench/peers/main.ts',
    environment,
    port: await freePort(),
  })
}

const admitEverybody = 'scripts/bench/admit-everybody.ts'

export function startApp(environment: Environment): Promise<Server> {
  const port = Number(environment.PORT)
  return startServer({
    name: 'server.ts',
    script: 'server.ts',
    environment,
    port,
    healthPath: '/api/health/ready',
  })
}

/** The server with no store to ask whom to let in: for what is measured up to the first I/O. */
export async function startAppThatAdmits(environment: Environment): Promise<Server> {
  const port = await freePort()
  return startServer({
    name: 'server.ts, admitting',
    script: 'server.ts',
    preload: [admitEverybody],
    environment: { ...environment, PORT: String(port), SCHEDULER: 'external' },
    port,
    healthPath: '/api/health/ready',
  })
}

export async function startDoor(
  environment: Environment,
  { canned = '', admits = false } = {},
): Promise<Server> {
  return startServer({
    name: 'door',
    script: 'scripts/bench/door.ts',
    preload: admits ? [admitEverybody] : [],
    environment: { ...environment, ...(canned ? { CANNED_REPLY: canned } : {}) },
    port: await freePort(),
  })
}

/** `next start`, in the folder of the app or in another. */
export async function startNext(
  folder: string,
  environment: Environment,
  healthPath = '/api/health/ready',
): Promise<Server> {
  const port = await freePort()
  return startServer({
    name: 'next start',
    script: 'node_modules/next/dist/bin/next',
    args: ['start', folder, '-H', '127.0.0.1', '-p', String(port)],
    environment: { ...environment, NODE_ENV: 'production' },
    port,
    healthPath,
  })
}
