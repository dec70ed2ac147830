import { ApiError } from './api.js'
import { listen } from './listen.js'
import { help, readOptions, UsageError } from './options.js'
import { trigger } from './trigger.js'

/**
 * Runs a command and gives the code to exit with: 0, 1 for what failed, 2 for what was typed wrongly.
 *
 * @param {string[]} words
 * @returns {Promise<number>}
 */
export async function main(words) {
  try {
    const options = readOptions(words, process.env)
    if (options.command === 'help') console.log(help)
    if (options.command === 'listen') await listen(options)
    if (options.command === 'trigger') await trigger(options)
    return 0
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ApiError)) throw error
    console.error(`hawksend: ${error.message}`)
    return error instanceof UsageError ? 2 : 1
  }
}
