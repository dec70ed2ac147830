/** Something the clock asks for. Every job may run on any number of machines at once. */
export type Job = {
  /** Its path is `/api/cron/<name>`. */
  name: string
  everySeconds: number
  run: () => Promise<object>
}
