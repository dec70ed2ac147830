/**
 * The part of a workspace's address that is made from its name. Something random always follows it: a plain name that
 * is taken would tell who else is here.
 */
export function slugOf(name: string, random: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replaceAll(/^-+|-+$/g, '')
  return `${words || 'workspace'}-${random}`
}
