/** Resolves once the person has proven who they are, with false when they would not. */
type Ask = () => Promise<boolean>

let ask: Ask | null = null
let asking: Promise<boolean> | null = null

/** The dialog of the page says here how to ask; what it gets back takes that away again. */
export function askForStepUpWith(mine: Ask): () => void {
  ask = mine
  return () => {
    if (ask === mine) ask = null
  }
}

/** Forms that want it at the same time share one answer. */
export function stepUp(): Promise<boolean> {
  if (!ask) return Promise.resolve(false)
  asking ??= ask().finally(() => {
    asking = null
  })
  return asking
}
