// Stays beside a Postgres that a script started: should the script be killed, the Postgres is stopped all the same, and
// a throw-away folder removed. Another script that takes the Postgres over writes its own id into the owner file.
import { readFileSync, rmSync } from 'node:fs'

const [ownerFile, ownerText, postmasterText, throwAwayFolder] = process.argv.slice(2)
const owner = Number(ownerText)
const postmaster = Number(postmasterText)

while (process.ppid === owner && isAlive(owner)) await pause(500)
if (isStillOwned()) {
  await stopPostmaster()
  if (throwAwayFolder) {
    await pause(2_000) // The others who write there end within this time.
    rmSync(throwAwayFolder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** No owner at all means that somebody removed the data while its Postgres was running. */
function isStillOwned() {
  try {
    return Number(readFileSync(ownerFile, 'utf8')) === owner
  } catch {
    return true
  }
}

async function stopPostmaster() {
  signal('SIGINT')
  for (let waited = 0; waited < 10_000 && isAlive(postmaster); waited += 100) await pause(100)
  signal('SIGQUIT')
}

function signal(name) {
  try {
    process.kill(postmaster, name)
  } catch {
    // It is gone already.
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
