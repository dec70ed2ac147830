// Loaded with `--import` into every Node process that must not outlive the one that started it, even when that one is
// killed and can tell nobody: a process whose parent is gone asks itself to stop, and after a while stops anyway.
import { isMainThread } from 'node:worker_threads'

const checkMilliseconds = 1_000
const patienceMilliseconds = 15_000

if (isMainThread) watchParent()

function watchParent() {
  const parent = Number(process.env.HAWK_PARENT_PID) || process.ppid
  delete process.env.HAWK_PARENT_PID // A process that this one forks has this one for a parent.

  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent)) return
    clearInterval(timer)
    setTimeout(() => process.exit(1), patienceMilliseconds).unref()
    process.kill(process.pid, 'SIGTERM')
  }, checkMilliseconds)
  timer.unref()
}

/** On Windows the parent's id stays what it was, so the parent itself is asked for. */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
