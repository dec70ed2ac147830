type Answer = { authResponse?: { code?: string } | null; status?: string }
type LoginOptions = {
  config_id: string
  response_type: 'code'
  override_default_response_type: true
  extras: { setup: object }
}
export type FacebookSdk = {
  init(options: { appId: string; autoLogAppEvents: boolean; xfbml: boolean; version: string }): void
  login(callback: (answer: Answer) => void, options: LoginOptions): void
}

declare global {
  interface Window {
    FB?: FacebookSdk
  }
}

export type SdkSettings = { sdkUrl: string; appId: string; configId: string; version: string }

let loading: Promise<FacebookSdk> | null = null

/** Once for a page. Rejects when something, such as a blocker of trackers, keeps it from the browser. */
export function loadSdk(settings: SdkSettings): Promise<FacebookSdk> {
  loading ??= load(settings).catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}

function load({ sdkUrl, appId, version }: SdkSettings): Promise<FacebookSdk> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = sdkUrl
    script.async = true
    script.onerror = () => reject(new Error('The SDK could not be loaded.'))
    script.onload = () => {
      if (!window.FB) return reject(new Error('The SDK is not there.'))
      window.FB.init({ appId, autoLogAppEvents: true, xfbml: true, version })
      resolve(window.FB)
    }
    document.head.append(script)
  })
}

/** Embedded Signup v4: what is asked for is part of the login configuration. */
export function loginOptions({ configId }: SdkSettings): LoginOptions {
  return {
    config_id: configId,
    response_type: 'code',
    override_default_response_type: true,
    extras: { setup: {} },
  }
}
