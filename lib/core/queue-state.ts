/** How one of our queues does. */
export type QueueState = {
  name: string
  /** What is due now, and what waits for its time or is being worked on. */
  due: number
  later: number
  /** How long the oldest has been due, in seconds; null when nothing is. */
  lagSeconds: number | null
  failedInDay: number
}
