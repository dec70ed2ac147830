/** How a workspace is called in addresses: its name in plain letters, and an ending that nobody else has. */
export function slugOf(name: string, ending: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '')
  return `${plain || 'workspace'}-${ending}`
}
