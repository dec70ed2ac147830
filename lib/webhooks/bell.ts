/**
 * Waits that can be cut short. Rung while nobody waits, the next wait is over at once; rung often, it is over once, and
 * never within the call that rings: who rings it does not wait for what it brings about.
 */
export function makeBell() {
  let isRung = false
  let answer: (() => void) | undefined

  return {
    ring(): void {
      if (isRung) return
      isRung = true
      if (answer) setImmediate(() => answer?.())
    },
    async wait(milliseconds: number): Promise<void> {
      if (!isRung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds)
          answer = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      answer = undefined
      isRung = false
    },
  }
}
