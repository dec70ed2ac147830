import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { hashPassword, matchesPassword } from './password'

/** Debian puts Django beside its own Python, which need not be the first on the path. */
const pythons = ['python3', '/usr/bin/python3']
const python = pythons.find((name) => run(name, 'import django')?.status === 0)
const why = python ? '' : ' (skipped: no Python here has Django; `apt-get install python3-django` brings it)'

const passwords = [
  'correct horse battery staple',
  'pässwörd🔑 ',
  ' spaces on both sides ',
  'tab\tnew\nline\r\n',
  'cafe\u0301 and caf\u00e9 are two',
  'ﬁ Ａ １ ½ are left as they are',
  '密码 كلمة السر पासवर्ड',
  '$pbkdf2$looks$like$a$hash$',
  '\u0000 in between \u0000',
  '\u200bzero\u200dwidth\u202e',
  '👩‍👩‍👧‍👦'.repeat(20),
  'x'.repeat(512),
]

function run(name: string, code: string, input?: unknown) {
  const settings = 'from django.conf import settings; settings.configure()\n'
  return spawnSync(name, ['-c', `import json, sys\n${settings}${code}`], {
    input: JSON.stringify(input ?? null),
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' },
  })
}

function ask<Answer>(code: string, input: unknown): Answer {
  const { stdout, stderr, status } = run(python ?? '', code, input) ?? {}
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout ?? '') as Answer
}

test.skipIf(!python)(
  `Django itself accepts what is hashed here${why}`,
  async () => {
    const rows = await Promise.all(
      passwords.map(async (password) => [password, await hashPassword(password, { iterations: 1_000 })]),
    )
    const answers = ask<boolean[][]>(
      `from django.contrib.auth.hashers import check_password
rows = json.load(sys.stdin)
print(json.dumps([[check_password(password, encoded), check_password(password + 'x', encoded),
  check_password(password.strip() or 'x', encoded)] for password, encoded in rows]))`,
      rows,
    )
    expect(answers.map(([right]) => right)).toEqual(passwords.map(() => true))
    expect(answers.map(([, wrong]) => wrong)).toEqual(passwords.map(() => false))
    const isBare = passwords.map((password) => password.trim() === password)
    expect(answers.map(([, , trimmed]) => trimmed)).toEqual(isBare)
  },
  30_000,
)

test.skipIf(!python)(
  `what Django itself hashed is accepted here${why}`,
  async () => {
    const hashes = ask<string[]>(
      `from django.contrib.auth.hashers import make_password
print(json.dumps([make_password(password, hasher='pbkdf2_sha256') for password in json.load(sys.stdin)]))`,
      passwords,
    )
    for (const [at, password] of passwords.entries()) {
      expect(await matchesPassword(password, hashes[at] ?? ''), JSON.stringify(password)).toBe(true)
      expect(hashes[at]).toMatch(/^pbkdf2_sha256\$\d+\$[0-9A-Za-z]+\$[0-9A-Za-z+/]{43}=$/)
    }
  },
  30_000,
)
