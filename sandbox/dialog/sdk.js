/* Stands in for https://connect.facebook.net/en_US/sdk.js: the same two calls, and a dialog of the sandbox's own. */
;(() => {
  const origin = new URL(document.currentScript.src).origin
  let appId = ''

  function login(callback, options) {
    const query = new URLSearchParams({
      app_id: appId,
      config_id: options?.config_id ?? '',
      origin: window.location.origin,
    })
    const popup = window.open(`${origin}/dialog?${query}`, 'sandbox-dialog', 'popup,width=560,height=760')
    if (!popup) return callback({ authResponse: null, status: 'unknown' })

    function end(response) {
      window.removeEventListener('message', listen)
      clearInterval(timer)
      callback(response)
    }
    function listen(event) {
      if (event.origin !== origin || event.source !== popup || event.data?.sandbox !== 'code') return
      popup.close()
      end({ authResponse: { code: event.data.code }, status: 'connected' })
    }
    const timer = setInterval(() => {
      if (popup.closed) end({ authResponse: null, status: 'unknown' })
    }, 200)
    window.addEventListener('message', listen)
  }

  window.FB = {
    init(options) {
      appId = options.appId
    },
    login,
  }
  window.fbAsyncInit?.()
})()
