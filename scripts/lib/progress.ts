const isTerminal = process.stdout.isTTY && !process.env.NO_COLOR

const paint = (code: number) => (text: string) => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text)
export const bold = paint(1)
export const dim = paint(2)
export const red = paint(31)
export const green = paint(32)
export const cyan = paint(36)

const repeatSeconds = 15

/** Says what is being done, says so again while it takes long, and says how long it took. */
export async function step<T>(title: string, run: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const timer = setInterval(
    () => console.log(dim(`  … ${title}, ${elapsed(started)}`)),
    repeatSeconds * 1_000,
  )
  try {
    const result = await run()
    console.log(`  ${green('✓')} ${title} ${dim(`(${elapsed(started)})`)}`)
    return result
  } catch (error) {
    console.log(`  ${red('✗')} ${title} ${dim(`(${elapsed(started)})`)}`)
    throw error
  } finally {
    clearInterval(timer)
  }
}

export function elapsed(started: number): string {
  const seconds = (performance.now() - started) / 1_000
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`
}
