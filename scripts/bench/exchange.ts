import { Client, type Dispatcher } from 'undici'

type Answer = { status: number; body: string }

/** Connections that are open before the first of them is used. */
export async function openClients(url: string, count: number): Promise<Client[]> {
  const clients = Array.from({ length: count }, () => new Client(new URL(url).origin, { pipelining: 1 }))
  await Promise.all(
    clients.map((client) => exchange(client, { method: 'HEAD', path: new URL(url).pathname })),
  )
  return clients
}

/** One request and its whole answer, without the streams of `client.request`: a generator should cost little. */
export function exchange(client: Client, options: Dispatcher.DispatchOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let status = 0
    client.dispatch(options, {
      onConnect() {},
      onHeaders(statusCode) {
        status = statusCode
        return true
      },
      onData(chunk) {
        chunks.push(chunk)
        return true
      },
      onComplete() {
        resolve({ status, body: Buffer.concat(chunks).toString() })
      },
      onError: reject,
    })
  })
}
