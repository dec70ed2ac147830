/**
 * What runs in a thread of the pool. It is text, and not a file, so that it needs no place of its own in a bundle. On
 * Linux a thread may lower its own priority: while a core is wanted by requests, hashes get a third of it.
 */
export const hashWorker = `
const { parentPort } = require('node:worker_threads')
const { pbkdf2Sync } = require('node:crypto')
if (process.platform === 'linux') require('node:os').setPriority(5)
parentPort.on('message', ({ password, salt, iterations }) => {
  parentPort.postMessage(pbkdf2Sync(password, salt, iterations, 32, 'sha256'))
})
`
