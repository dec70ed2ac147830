import type { z } from 'zod'
import type { Ctx } from './context'
import type { AppError } from './errors'
import type { Scope } from './scopes'

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
}

type Declaration<Path extends string, Body, Query, Reply extends Schema> = {
  method: Method
  /** Below `/api/v1`, with `{id}` for a parameter. */
  path: Path
  scope: Scope
  summary: string
  body?: Body
  query?: Query
  reply: Reply
  status: number
  /** Where the status depends on what the verb answers; a verb whose effect must stand may not throw. */
  statusOf?: (value: object) => number
  dialect?: Dialect
  run: (ctx: Ctx, input: InputOf<Body, Query> & PathParameters<Path>) => Promise<z.input<Reply>>
}

/** An endpoint as the pipeline sees it: what it takes has been checked against its schemas before it runs. */
export type Endpoint = {
  method: Method
  path: string
  scope: Scope
  summary: string
  body: Schema | undefined
  query: Schema | undefined
  reply: Schema
  status: number
  statusOf?: (value: object) => number
  dialect?: Dialect
  run: (ctx: Ctx, input: object) => Promise<object>
}

/** Declares how the outside calls a verb. The router, the answers, the docs and the tests are made from it. */
export function endpoint<
  const Path extends string,
  Reply extends Schema,
  Body extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
>(declaration: Declaration<Path, Body, Query, Reply>): Endpoint {
  const { run, ...rest } = declaration
  // Guarantee behind the cast: the pipeline parses with these very schemas before it runs anything.
  return { body: undefined, query: undefined, ...rest, run: run as unknown as Endpoint['run'] }
}
