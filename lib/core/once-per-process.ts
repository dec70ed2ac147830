/**
 * One value a process, whatever loads this module how often: the server and Next's bundle each have a copy of it,
 * and development reloads it. Guarantee behind the cast: a name is only ever used with one type.
 */
export function oncePerProcess<Value>(name: string, make: () => Value): Value {
  const slots = globalThis as unknown as Record<symbol, Value | undefined>
  const slot = Symbol.for(`hawk-send.${name}`)
  const value = slots[slot] ?? make()
  slots[slot] = value
  return value
}
