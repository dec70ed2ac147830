/** An element: properties by name, `aria-*` and `class` as attributes. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick') node.onclick = value
    else if (value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : value)
  }
  node.append(...children)
  return node
}

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use')
  use.setAttribute('href', `#icon-${name}`)
  svg.setAttribute('aria-hidden', 'true')
  svg.append(use)
  return svg
}

export const find = (id) => document.getElementById(id)

/** Makes the children those of `items`, touching only what changed, so that focus and scroll stay. */
export function reconcile(parent, items, { create, update }) {
  const existing = new Map([...parent.children].map((child) => [child.dataset.key, child]))
  let place = parent.firstElementChild
  for (const item of items) {
    const node = existing.get(item.key) ?? create(item)
    node.dataset.key = item.key
    update?.(node, item)
    existing.delete(item.key)
    if (node === place) place = place.nextElementSibling
    else parent.insertBefore(node, place)
  }
  for (const node of existing.values()) node.remove()
}
