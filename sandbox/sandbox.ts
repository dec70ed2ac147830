import { Reports } from './meta/reports'
import { Presets } from './presets'
import type { Settings } from './settings'
import { Accounts } from './state/accounts'
import { Faults } from './state/faults'
import { StateFile } from './state/file'
import { Hooks } from './state/hooks'
import { MediaFiles } from './state/media'
import { Messages } from './state/messages'
import { Onboarding } from './state/onboarding'
import { Pace } from './state/pace'
import { Requests } from './state/requests'
import { Senders } from './state/senders'
import { Stream } from './state/stream'
import { Webhooks } from './webhooks'

export type Sandbox = ReturnType<typeof createSandbox>

/** Everything that one running sandbox knows. */
export function createSandbox(settings: Settings) {
  const stream = new Stream()
  const senders = new Senders()
  const onboarding = new Onboarding()
  const accounts = new Accounts()
  const messages = new Messages(stream)
  const requests = new Requests()
  const media = new MediaFiles()
  const hooks = new Hooks(stream)
  const faults = new Faults()
  const presets = new Presets()
  const pace = new Pace()
  const webhooks = new Webhooks(`${settings.appOrigin}/api/hooks/meta`, settings.appSecret)
  const reports = new Reports({ delays: settings.delays, messages, senders, webhooks })
  const file = settings.stateFile
    ? new StateFile(settings.stateFile, { senders, messages, onboarding })
    : undefined

  return {
    settings,
    stream,
    senders,
    onboarding,
    accounts,
    messages,
    media,
    hooks,
    requests,
    faults,
    presets,
    pace,
    webhooks,
    reports,
    load: async () => file?.load(),
    /** Forgets everything but the senders. */
    reset() {
      reports.reset()
      webhooks.reset()
      messages.reset()
      media.reset()
      hooks.reset()
      requests.reset()
      faults.reset()
      presets.reset()
      pace.reset()
      senders.lifecycle.reset()
      stream.publish('reset', {})
    },
    async stop() {
      reports.reset()
      senders.lifecycle.stop()
      stream.close()
      await webhooks.stop()
      await file?.stop()
    },
  }
}
