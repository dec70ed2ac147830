const digitsOf = (text) => (text ?? '').replace(/\D/g, '')

/**
 * `/` is all conversations; `/?to=+14155550100` is those of one person, opened at the newest;
 * `&from=` names the sender of an open one, `&view=list` stays at the list.
 */
export function readRoute() {
  const query = new URLSearchParams(location.search)
  const digits = digitsOf(query.get('to'))
  const sender = digitsOf(query.get('from')) || undefined
  const isFiltered = digits !== '' && (!sender || history.state?.isFiltered === true)
  return {
    person: digits ? `+${digits}` : undefined,
    sender,
    isFiltered,
    isList: digits === '' || query.get('view') === 'list',
  }
}

export const showAll = () => go('/', {})

export function showList(route) {
  if (route.isFiltered) go(`/?to=${route.person}&view=list`, {})
  else showAll()
}

export function openConversation({ person, sender }, isFiltered) {
  go(`/?to=${person}&from=${sender}`, { isFiltered })
}

function go(url, state) {
  history.pushState(state, '', url)
  dispatchEvent(new PopStateEvent('popstate'))
}
