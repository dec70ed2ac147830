import { type DialogMessage, isDialogOrigin, readDialogMessage } from '@/lib/senders/dialog-schema'
import { type FacebookSdk, loginOptions, type SdkSettings } from './facebook-sdk'

export type DialogEnd = { code: string | null; message: DialogMessage | null }

type Options = {
  sdk: FacebookSdk
  settings: SdkSettings
  sandboxOrigin: string | null
  silenceSeconds: number
  onEnd: (end: DialogEnd) => void
  onBlocked: () => void
  onSilence: () => void
}

/** Sooner than that nobody has closed a window: the browser never opened it. */
const blockedMilliseconds = 600
/** The code and the message are told apart and in any order; the code lives 30 seconds. */
const messageMilliseconds = 1_500

/**
 * Opens Meta's dialog; call it in a click. What it says counts from Meta's origins alone. Silence is told of once,
 * and what comes after it still is.
 */
export function openDialog({ sdk, settings, sandboxOrigin, silenceSeconds, ...on }: Options): void {
  const openedAt = Date.now()
  let message: DialogMessage | null = null
  let tell: (() => void) | null = null

  function listen({ origin, data }: MessageEvent) {
    if (!isDialogOrigin(origin, sandboxOrigin)) return
    message = readDialogMessage(data) ?? message
    if (message) tell?.()
  }
  window.addEventListener('message', listen)
  const silence = setTimeout(on.onSilence, silenceSeconds * 1_000)

  sdk.login((answer) => {
    clearTimeout(silence)
    const code = answer.authResponse?.code ?? null
    if (code === null && message === null && Date.now() - openedAt < blockedMilliseconds) {
      window.removeEventListener('message', listen)
      return on.onBlocked()
    }
    const late = setTimeout(() => tell?.(), messageMilliseconds)
    tell = () => {
      clearTimeout(late)
      tell = null
      window.removeEventListener('message', listen)
      on.onEnd({ code, message })
    }
    if (message) tell()
  }, loginOptions(settings))
}
