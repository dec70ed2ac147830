// The door of every npm script. It must parse on any Node, so that an old one meets a sentence and not a syntax error.
'use strict'

if (!isNewEnough(process.versions.node)) {
  console.error(`Hawk Send needs Node 20.9 or newer, and this is Node ${process.versions.node}.`)
  process.exit(1)
}

const { spawn, spawnSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const { basename, join, resolve } = require('node:path')
const { pathToFileURL } = require('node:url')

const root = resolve(__dirname, '..')
const lockFile = join(root, 'package-lock.json')
const stampFile = join(root, 'node_modules', '.hawk-send-lock')
const command = process.argv[2]

if (!command || !/^[a-z-]+$/.test(command) || !existsSync(join(__dirname, `${command}.ts`))) {
  fail('Usage: node scripts/run.cjs <command> [arguments], where <command> is a file scripts/<command>.ts.')
}
installWhatIsMissing()
runCommand()

function isNewEnough(version) {
  const parts = version.split('.').map(Number)
  return parts[0] > 20 || (parts[0] === 20 && parts[1] >= 9)
}

function installWhatIsMissing() {
  const lock = readFileSync(lockFile, 'utf8')
  const stamp = createHash('sha256').update(lock).digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  if (!isInstalled(JSON.parse(lock))) install()
  writeFileSync(stampFile, stamp)
}

/** Whether what npm wrote down about node_modules agrees with the lock; what other platforms need may be absent. */
function isInstalled(lock) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.keys(lock.packages).every((place) => {
    if (place === '') return true
    const wanted = lock.packages[place]
    const found = installed[place]
    return found ? found.version === wanted.version : Boolean(wanted.optional)
  })
}

/** npm's own words go to stderr: the stdout of a script belongs to the script. */
function install() {
  console.error('Installing the packages with npm ci: a minute or two, the first time only …')
  const npm = whichNpm()
  const started = Date.now()
  const result = spawnSync(npm.file, npm.args.concat(['ci', '--include=dev', '--loglevel=error']), {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: npm.shell,
  })
  if (result.signal === 'SIGINT' || result.signal === 'SIGTERM') process.exit(130)
  if (result.status !== 0) fail('`npm ci` failed: mend what it says above, then run the same command again.')
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

/** The npm that started us, when one did: it need not be on the PATH. */
function whichNpm() {
  const started = process.env.npm_execpath
  if (started && basename(started) === 'npm-cli.js') {
    return { file: process.execPath, args: [started], shell: false }
  }
  return { file: 'npm', args: [], shell: process.platform === 'win32' }
}

function runCommand() {
  const guard = pathToFileURL(join(__dirname, 'die-with-parent.mjs')).href
  const script = join('scripts', `${command}.ts`)
  const args = ['--import', guard, '--import', 'tsx', script].concat(process.argv.slice(3))
  const environment = Object.assign({}, process.env, { HAWK_PARENT_PID: String(process.pid) })
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: environment })

  const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']
  forwarded.forEach((signal) => {
    process.on(signal, () => {
      child.kill(signal)
    })
  })
  if (process.env.npm_lifecycle_event) stopWithNpm(child)

  child.on('error', (error) => {
    fail(`Node could not be started: ${error.message}.`)
  })
  child.on('exit', (code, signal) => {
    process.exit(signal ? 1 : code)
  })
}

/** An npm that was killed cannot pass the signal on, so a vanished npm counts as one. */
function stopWithNpm(child) {
  const npm = process.ppid
  setInterval(() => {
    if (process.ppid !== npm) child.kill('SIGTERM')
  }, 1000).unref()
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
