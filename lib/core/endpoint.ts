import type { z } from 'zod'
import type { Ctx } from './context'
import type { AppError, ErrorCode } from './errors'
import type { FileAnswer } from './file-answer'
import type { Scope } from './scopes'
import type { UploadedFile } from './uploaded-file'

/** `code_length` on the wire is `codeLength` inside. Only the first level turns: what lies deeper is the client's. */
type Camel<Name> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name
export type CamelKeys<Input> = { [Key in keyof Input as Camel<Key>]: Input[Key] }

type Schema = z.ZodType<object>
type InputOf<Body, Query> = (Body extends Schema ? CamelKeys<z.output<Body>> : unknown) &
  (Query extends Schema ? CamelKeys<z.output<Query>> : unknown)
type PathParameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Record<Name, string> & PathParameters<Rest>
  : unknown

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** How another provider's clients speak, for endpoints that are there for them. */
export type Dialect = {
  encoding: 'form'
  /** The API key in an Authorization header; undefined when there is none. */
  readKey: (authorization: string | undefined) => string | undefined
  /** A refusal in the words and numbers that those clients know. */
  refuse: (error: AppError) => { status: number; body: object }
  /** The form of such a refusal. */
  refusal: Schema
}

/**
 * How an endpoint takes a file: the part `file` of a multipart form, beside the fields of its body. `limitOf` is asked
 * once the file has begun to come.
 */
export type Upload = {
  /** The most that any file may have. */
  limitBytes: number
  limitOf: (file: { claim: string; head: Uint8Array }) => { bytes: number; noun: string }
  description: string
}

/** What a verb needs from the outside, got before its transaction, and given back when the verb did not stand. */
export type Prepared = { input: object; undo: () => Promise<void> }

/** What the docs say beyond the summary. Optional here, and objects of any kind: a test demands and checks them. */
type Words = {
  /** In camelCase, where the path and the method do not make a good one. */
  operationId?: string
  description?: string
  /** What it refuses beside what every endpoint of its method, path and schemas may refuse. */
  errors?: readonly ErrorCode[]
  /** As they go over the wire. `others` are answers of the same status that say something else, by a word each. */
  examples?: { body?: object; reply: object; others?: Record<string, object> }
  /** Further statuses of success that `statusOf` may give, by what they mean; their answers have the same schema. */
  otherStatuses?: Readonly<Record<number, string>>
}

type Declaration<Path extends string, Body, Query, Reply extends Schema> = Words & {
  method: Method
  /** Below `/api/v1`, with `{id}` for a parameter. */
  path: Path
  scope: Scope
  summary: string
  body?: Body
  query?: Query
  reply: Reply
  /** Names of members that the request log keeps no value of, beside those it knows by itself. */
  secrets?: readonly string[]
  /** Where a body may be larger than elsewhere. */
  bodyLimitBytes?: number
  status: number
  /** Where the status depends on what the verb answers; a verb whose effect must stand may not throw. */
  statusOf?: (value: object) => number
  /** Members of the answer that are told once: whoever repeats the call with its Idempotency-Key gets null there. */
  toldOnce?: readonly string[]
  dialect?: Dialect
  /** Of a POST: gets from the outside what the verb needs, before the transaction of an Idempotency-Key begins. */
  prepare?: (ctx: Ctx, input: InputOf<Body, Query> & PathParameters<Path>) => Promise<Prepared>
  run: (ctx: Ctx, input: InputOf<Body, Query> & PathParameters<Path>) => Promise<z.input<Reply>>
}

/** An endpoint as the pipeline sees it: what it takes has been checked against its schemas before it runs. */
export type Endpoint = Words & {
  method: Method
  path: string
  /** `none` is for what anybody may read, without a key. */
  scope: Scope | 'none'
  summary: string
  body: Schema | undefined
  query: Schema | undefined
  reply: Schema
  secrets: readonly string[]
  bodyLimitBytes?: number
  status: number
  statusOf?: (value: object) => number
  toldOnce?: readonly string[]
  dialect?: Dialect
  upload?: Upload
  prepare?: (ctx: Ctx, input: object) => Promise<Prepared>
  /** Whether it answers with a `FileAnswer`, sent as it comes. */
  isFile?: true
  run: (ctx: Ctx, input: object) => Promise<object>
  /** What an open endpoint answers: JSON that is the same for everybody, written once. Nothing runs. */
  text?: () => string
}

/** Declares how the outside calls a verb. The router, the answers, the docs and the tests are made from it. */
export function endpoint<
  const Path extends string,
  Reply extends Schema,
  Body extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
>(declaration: Declaration<Path, Body, Query, Reply>): Endpoint {
  const { run, prepare, ...rest } = declaration
  // Guarantee behind the casts: the pipeline parses with these very schemas before it runs anything.
  return {
    body: undefined,
    query: undefined,
    secrets: [],
    ...rest,
    ...(prepare ? { prepare: prepare as unknown as NonNullable<Endpoint['prepare']> } : {}),
    run: run as unknown as Endpoint['run'],
  }
}

type UploadDeclaration<Body extends Schema, Reply extends Schema, Extra extends object> = Words & {
  path: string
  scope: Scope
  summary: string
  upload: Upload
  body: Body
  reply: Reply
  status: number
  prepare: (ctx: Ctx, input: Uploaded<Body>) => Promise<{ input: Extra; undo: () => Promise<void> }>
  run: (ctx: Ctx, input: Uploaded<Body> & Partial<Extra>) => Promise<z.input<Reply>>
}
type Uploaded<Body extends Schema> = CamelKeys<z.output<Body>> & { file: UploadedFile }

/** Declares how the outside hands a verb a file. */
export function uploadEndpoint<Body extends Schema, Reply extends Schema, Extra extends object>({
  run,
  prepare,
  ...rest
}: UploadDeclaration<Body, Reply, Extra>): Endpoint {
  // Guarantee behind the casts: the pipeline parses the fields with this very schema, and puts the file beside them.
  return {
    method: 'POST',
    query: undefined,
    secrets: [],
    ...rest,
    prepare: prepare as unknown as Endpoint['prepare'],
    run: run as unknown as Endpoint['run'],
  }
}

/** Declares what is answered with a file. */
export function fileEndpoint<const Path extends string>(
  declaration: Words & {
    path: Path
    scope: Scope
    summary: string
    reply: Schema
    run: (ctx: Ctx, input: PathParameters<Path>) => Promise<FileAnswer>
  },
): Endpoint {
  const { run, ...rest } = declaration
  const nothing = { body: undefined, query: undefined, secrets: [] }
  // Guarantee behind the cast: the router fills in every parameter that the path has.
  const asked = run as unknown as Endpoint['run']
  return { method: 'GET', status: 200, isFile: true, ...nothing, ...rest, run: asked }
}

/** Declares what anybody may read, without a key. */
export function openEndpoint(
  declaration: Words & {
    path: string
    summary: string
    reply: Schema
    text: () => string
  },
): Endpoint {
  const run = () => Promise.reject(new Error('What is open to all runs nothing.'))
  const nothing = { body: undefined, query: undefined, secrets: [] }
  return { method: 'GET', scope: 'none', status: 200, ...nothing, ...declaration, run }
}
