import type { Block, Letter } from './letter'

export function textPart({ title, blocks, reason }: Letter): string {
  return [title, ...blocks.map(textOf), `-- \nHawk Send\n${reason}`].join('\n\n').concat('\n')
}

function textOf(block: Block): string {
  if (block.kind === 'words') return block.words
  if (block.kind === 'code') return `    ${block.code}`
  if (block.kind === 'link') return `${block.label}:\n${block.link}`
  const width = Math.max(...block.facts.map(([name]) => name.length)) + 2
  return block.facts.map(([name, value]) => `${`${name}:`.padEnd(width)}${value}`).join('\n')
}
