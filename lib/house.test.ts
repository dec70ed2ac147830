import { describe, expect, test } from 'vitest'
import { plants } from '@/lib/fixtures/house-plants'
import {
  asFile,
  crossings,
  type File,
  isForTests,
  mentions,
  moduleOf,
  outside,
  readHouse,
} from '@/lib/fixtures/source-files'

type Law = (files: File[]) => string[]

const modules =
  'mails audit alerts tenants auth keys billing usage webhooks senders templates contacts media messages otp privacy incidents disclosure onboarding'.split(
    ' ',
  )
const module = `(?:${modules.join('|')}|requests)`

/** The first row that fits a file says what it may import of ours; no row, no imports. */
const mayImport: [from: RegExp, may: RegExp][] = [
  [/^lib\/core\//, /^lib\/core\//],
  [/^db\//, /^(db|lib\/core)\//],
  [/^lib\/gateways\//, /^lib\/(core|gateways)\//],
  [at('schema'), /^lib\/core\/|^lib\/\w+\/(\w+-)?schema$/],
  [at('rules'), /^lib\/core\/|^lib\/\w+\/(\w+-)?schema$/],
  [at('store'), new RegExp(`^(db/tables|lib/core)/|^db/tenant$|^lib/${module}/(\\w+-)?schema$`)],
  [at('system'), new RegExp(`^(db/tables|lib/core)/|^db/tenant$|^lib/${module}/(\\w+-)?(schema|store)$`)],
  [at('endpoints'), new RegExp(`^lib/(core|${module})/`)],
  [/^lib\/http\//, new RegExp(`^lib/(core|http|${module})/|^lib/gateways/(redis|self)$`)],
  [new RegExp(`^lib/${module}/`), new RegExp(`^lib/(core|gateways|${module})/|^db/(tenant|tables/\\w+)$`)],
  [/^components\//, /^(components\/|lib\/core\/|lib\/\w+\/(\w+-)?schema$)/],
  [/^app\//, new RegExp(`^(app|components|lib/(core|http|${module}))/`)],
  [/^server\.ts$/, new RegExp(`^lib/(core|http|${module})/|^db/tenant$`)],
  [/^middleware\.ts$/, /^lib\/(core|http)\//],
  [/^sdk\//, /^sdk\//],
]

const laws: Record<string, Law> = {
  'imports point down the house, never up': (files) =>
    crossings(
      files,
      ({ path }, { target }) => !mayImport.find(([from]) => from.test(path))?.[1].test(target),
    ),

  'a module never reaches into another module’s store, rules or system': (files) =>
    crossings(
      files,
      ({ path }, { target }) =>
        /^lib\/\w+\/(\w+-)?(store|rules|system)$/.test(target) && moduleOf(target) !== moduleOf(path),
    ),

  'modules form a line: each may import only those to its left': (files) =>
    crossings(files, ({ path }, { target }) => {
      const [from, to] = [modules.indexOf(moduleOf(path)), modules.indexOf(moduleOf(target))]
      return from >= 0 && to > from
    }),

  'a store takes a transaction and cannot open one': (files) =>
    crossings(
      files.filter(({ path }) => at('store|system').test(path)),
      (_, { target, isType }) => target === 'db/tenant' && !isType,
    ),

  'a store takes the tenant’s transaction, a system the system’s': (files) => [
    ...mentions(files, at('store'), /\b(SystemTx|asSystem)\b/),
    ...mentions(files, at('system'), /\b(TenantTx|withTenant)\b/),
  ],

  'the server may only close the database': (files) =>
    crossings(
      files.filter(({ path }) => path === 'server.ts'),
      (_, { target, names }) => target === 'db/tenant' && names.trim() !== 'closeDatabase',
    ),

  'SQL is written in stores, systems and db': (files) =>
    outside(files, at('store|system'), /^drizzle-orm/).filter((line) => !/^(db\/|drizzle\.)/.test(line)),

  'only db/define.ts makes tables': (files) => mentions(files, /^(?!db\/define\.ts$)/, /\bpg(Table|View)\b/),
  'only db talks to Postgres': (files) => outside(files, /^db\//, /^(pg|postgres)$/),
  'the pool is imported by db/tenant.ts alone': (files) =>
    crossings(files, ({ path }, { target }) => target === 'db/client' && path !== 'db/tenant.ts'),

  'only gateways talk to the outside': (files) => [
    ...outside(
      files,
      /^(lib\/gateways|sdk)\//,
      /^(undici|stripe|nodemailer|axios|got)$|^@upstash\/|^node:https?$/,
      {
        except: ['server.ts -> node:http', 'lib/http/node-adapter.ts -> node:http'],
      },
    ),
    ...mentions(files, /^(lib\/(?!gateways\/)|db\/|server\.ts|middleware\.ts)/, /(?<![\w.])fetch\(/),
  ],

  'only lib/http, app, components and the two entries know Next': (files) =>
    outside(files, /^(lib\/http|app|components)\/|^(server|middleware)\.ts$/, /^next(-auth)?(\/|$)/),

  'the package for clients needs nothing but Node, and its verifying not even that': (files) => [
    ...outside(files, /^(?!sdk\/)/, /^(?!sdk\/|node:)/),
    ...outside(files, /^(?!sdk\/src\/\w+\.(js|d\.ts)$)/, /^(?!sdk\/)/),
  ],

  'only lib/core/env.ts reads the environment, and the command of the package its own': (files) =>
    mentions(
      files,
      /^(?!lib\/core\/env\.ts$|sdk\/src\/cli\/)/,
      /\bprocess\s*\.\s*env\b|['"]process\/env['"]/,
    ).filter((line) => line !== 'lib/http/session.ts: process.env' || !setsOnlyTheSessionUrl(files)),

  'a context is proven in three places': (files) =>
    mentions(
      files,
      /^(?!lib\/(core\/(context|job-context)|http\/(authenticate|require-tenant))\.ts$)/,
      /\bproveContext\b/,
    ),

  'an operator is proven in one place': (files) =>
    mentions(files, /^(?!lib\/(core\/operator|http\/require-operator)\.ts$)/, /\bproveOperator\b/),

  'what is made for tests is used by tests alone': (files) =>
    crossings(files, (_, { target }) => isForTests(`${target}.ts`)),

  'no file is longer than 250 lines': (files) =>
    files.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`),

  'no file is named for nothing': (files) =>
    files
      .map(({ path }) => path)
      .filter((path) => /(^|\/)(index|types?|utils?|helpers?|services?|misc|common)\.tsx?$/.test(path)),

  'nothing is silenced: no any, no ignored fault, no non-null assertion': (files) => [
    ...mentions(files, /^/, /@ts-(ignore|nocheck|expect-error)|biome-ignore|eslint-disable/, 'text'),
    ...mentions(files, /^/, /(?<![\w.'"])any(?=\s*(\[\]|[,;)>=|&]|$))/m),
    ...mentions(files, /^/, /[\w)\]]!(?=[.,;:)\]}[]|\s*$)/m),
  ],
}

const all = readHouse()
const product = all.filter(({ path }) => !isForTests(path))

describe('the house', () => {
  test.each(Object.entries(laws))('%s', (_, law) => {
    expect(law(product)).toEqual([])
  })

  test('there is a house to look at', () => {
    expect(product.length).toBeGreaterThan(100)
    expect(product.flatMap(({ imports }) => imports).length).toBeGreaterThan(300)
  })

  test('tests, too, stay short enough to be read, silence nothing and replace nothing of ours', () => {
    const tests = all.filter(({ path }) => isForTests(path))
    const others = tests.filter(({ path }) => !/^lib\/(house\.test|fixtures\/house-plants)\.ts$/.test(path))
    expect(mentions(others, /^/, /@ts-(ignore|nocheck)|biome-ignore/, 'text')).toEqual([])
    expect(mentions(others, /^/, /\bvi\.(mock|doMock)\(/)).toEqual([])
    expect(tests.filter(({ lines }) => lines > 250).map(({ path }) => path)).toEqual([])
  })
})

/** One file that breaks each law: the laws are only worth what they catch. */
describe('each law finds what breaks it', () => {
  test.each(plants)('%s: %s', (law, path, text) => {
    expect(laws[law]?.([asFile(path, text)])).not.toEqual([])
  })

  test('and every law has something that breaks it', () => {
    expect(new Set(plants.map(([law]) => law))).toEqual(new Set(Object.keys(laws)))
  })
})

function at(names: string): RegExp {
  return new RegExp(`^lib/${module}/(\\w+-)?(${names})\\.ts$`)
}

/** next-auth reads its own URL from the environment and from nowhere else, so that it has to be put there. */
function setsOnlyTheSessionUrl(files: File[]): boolean {
  const uses = files.find(({ path }) => path === 'lib/http/session.ts')?.code.match(/.*process\.env.*/g) ?? []
  return uses.every((line) => line.trim() === 'process.env.NEXTAUTH_URL ??= env().APP_ORIGIN')
}
