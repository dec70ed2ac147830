import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { Message, type Messages } from './messages'
import { type Onboarding, OnboardingState } from './onboarding'
import { SenderInput, type Senders } from './senders'
import { HeldTemplate } from './templates'

const State = z.object({
  senders: z.array(SenderInput),
  messages: z.array(Message),
  templates: z.array(HeldTemplate).default([]),
  onboarding: OnboardingState.optional(),
})

const keptMessages = 500
const pauseMilliseconds = 1000

/** Keeps the senders and the phone's recent history over a restart. */
export class StateFile {
  #file: string
  #senders: Senders
  #messages: Messages
  #onboarding: Onboarding
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(
    file: string,
    { senders, messages, onboarding }: { senders: Senders; messages: Messages; onboarding: Onboarding },
  ) {
    this.#file = path.resolve(file)
    this.#senders = senders
    this.#messages = messages
    this.#onboarding = onboarding
  }

  async load(): Promise<void> {
    const text = await readFile(this.#file, 'utf8').catch(() => undefined)
    if (text !== undefined) this.#restore(text)
    const later = () => {
      this.#timer ??= setTimeout(() => this.#write(), pauseMilliseconds).unref()
    }
    this.#senders.onChange = later
    this.#senders.lifecycle.onChange = later
    this.#messages.onChange = later
    this.#onboarding.onChange = later
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#write()
  }

  #restore(text: string): void {
    try {
      const state = State.parse(JSON.parse(text))
      for (const sender of state.senders) this.#senders.put(sender)
      for (const message of state.messages) this.#messages.restore(message)
      for (const template of state.templates) this.#senders.lifecycle.put(template)
      if (state.onboarding) this.#onboarding.restore(state.onboarding)
    } catch {
      console.error(`${this.#file} cannot be read as the sandbox's state, so the sandbox starts empty.`)
    }
  }

  /** One writing at a time, and never half a file. */
  #write(): Promise<void> {
    this.#timer = undefined
    this.#writing = this.#writing.then(async () => {
      const messages = this.#messages.list({ limit: keptMessages }).reverse()
      const templates = this.#senders.lifecycle.all()
      const state: z.input<typeof State> = {
        senders: this.#senders.all(),
        messages,
        templates,
        onboarding: this.#onboarding.all(),
      }
      try {
        await mkdir(path.dirname(this.#file), { recursive: true })
        await writeFile(`${this.#file}.new`, JSON.stringify(state), { mode: 0o600 })
        await rename(`${this.#file}.new`, this.#file)
      } catch (error) {
        console.error(
          `The sandbox's state could not be kept: ${error instanceof Error ? error.message : error}`,
        )
      }
    })
    return this.#writing
  }
}
