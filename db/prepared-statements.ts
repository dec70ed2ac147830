import type postgres from 'postgres'

/**
 * The same connection, with every parametrised query prepared. drizzle hands its queries to `unsafe`, which plans
 * each anew; over a partitioned table the plan costs more than the answer.
 */
export function withPreparedStatements<Sql extends object>(sql: Sql): Sql {
  return new Proxy(sql, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      if (name === 'unsafe')
        return (query: string, values: unknown[] = [], options: object = {}) =>
          member.call(target, query, values, { ...options, prepare: values.length > 0 })
      if (name === 'begin' || name === 'savepoint')
        return (...given: unknown[]) => member.apply(target, given.map(preparingInside))
      return member
    },
  })
}

/** What runs inside a transaction gets a connection of its own, which has to be wrapped as well. */
function preparingInside(given: unknown): unknown {
  if (typeof given !== 'function') return given
  return (inner: postgres.TransactionSql) => given(withPreparedStatements(inner))
}
