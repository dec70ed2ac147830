import { Client, type Dispatcher } from 'undici'

const cuts = new WeakMap<object, () => void>()

/**
 * Drops the connection over which an exchange runs, if it has one yet. Not by undici's own abort: that one first makes
 * a new connection to the same receiver, and then finds that it has nothing to send over it.
 */
export function cutConnection(handler: Dispatcher.DispatchHandlers) {
  cuts.get(handler)?.()
}

/** One connection of a pool, which each exchange over it can cut. */
export class CuttableClient extends Client {
  readonly #cut: () => void

  constructor(origin: URL, { connect, ...options }: Client.Options) {
    let drop = () => {}
    super(origin, {
      ...options,
      connect: (to, callback) => {
        if (typeof connect !== 'function')
          throw new Error('These connections are made by our connector alone.')
        connect(to, (...made) => {
          const [, socket] = made
          drop = () => socket?.destroy(new Error('cut'))
          callback(...made)
        })
      },
    })
    this.#cut = () => drop()
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandlers): boolean {
    cuts.set(handler, this.#cut)
    return super.dispatch(options, handler)
  }
}
