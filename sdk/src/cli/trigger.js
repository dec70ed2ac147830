import { ApiError, callApi, TryLater } from './api.js'
import { clean } from './print.js'

/**
 * Makes one event and says which.
 *
 * @param {import('./options.js').Trigger} options
 */
export async function trigger({ type, ...account }) {
  try {
    const { value } = await callApi(account, { method: 'POST', path: '/events', body: { type } })
    const { id } = /** @type {{ id?: string }} */ (value)
    console.log(`${clean(type)}  ${clean(String(id))}`)
  } catch (error) {
    if (error instanceof TryLater) throw new ApiError(`${error.message}. Try again in a moment.`)
    throw error
  }
}
